import { parseEvent } from '@sluice/sigma';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { lockRows } from '../../database/lock-rows.ts';
import { checkName } from '../../database/name.ts';
import { sql } from '../../database/sql.ts';
import { isUuid } from '../../database/uuid.ts';
import { changedMeanwhile, type CurrentState } from '../../database/version-conflict.ts';
import { AuditAction, AuditObject, writeAudit, type Actor } from '../audit/index.ts';
import { checkRuleSelection, selectionCondition, type RuleSelection } from './rule-selection.ts';
import { Rule } from './rule.entity.ts';
import { RuleTest, type RuleTestExpectation } from './rule-test.entity.ts';
import { keepOutcomes, readRuleTests, tryRules } from './try-rules.ts';

export interface NewRuleTest {
  readonly ruleId: string;
  readonly name: string;
  /** JSON of one event. */
  readonly event: string;
  readonly expectation: RuleTestExpectation;
}

/** What is undefined stays as it is. */
export interface RuleTestUpdate {
  readonly id: string;
  /** The version that was edited; undefined: whichever it is. */
  readonly version?: number | undefined;
  readonly name?: string | undefined;
  readonly event?: string | undefined;
  readonly expectation?: RuleTestExpectation | undefined;
}

/** How the tests of some rules ended. */
export interface RuleTestRun {
  readonly ruleCount: number;
  readonly testCount: number;
  readonly failingCount: number;
  /** By the title of the rule; the first 1,000. */
  readonly failures: readonly { readonly rule: Pick<Rule, 'id' | 'title'>; readonly test: RuleTest }[];
}

/** Events that are kept with rules, to be tried when these change. */
export interface RuleTestService {
  /** Tries it at once. Throws NOT_FOUND for the rule; BAD_USER_INPUT for the name, the event, or too many tests. */
  create(actor: Actor, test: NewRuleTest): Promise<RuleTest>;
  /** Tries it at once. Throws NOT_FOUND; BAD_USER_INPUT as `create`; CONFLICT where it was changed since. */
  update(actor: Actor, update: RuleTestUpdate): Promise<RuleTest>;
  /** Throws NOT_FOUND. */
  delete(actor: Actor, id: string): Promise<void>;
  /** By the rule, in the order of the names. */
  /** Throws BAD_USER_INPUT where their events are too many to be read at once. */
  byRules(ruleIds: readonly string[]): Promise<ReadonlyMap<string, readonly RuleTest[]>>;
  /** Tries all tests of the rules, and keeps what came out where it is new. Throws BAD_USER_INPUT for too many rules. */
  run(selection: RuleSelection): Promise<RuleTestRun>;
}

const MAX_TESTS = 50;
const MAX_EVENT_CHARS = 64 * 1024;
/** Events of the tests that one request reads. */
const MAX_READ_BYTES = 16 * 1024 * 1024;
/** Rules with tests that are tried in one request. */
const MAX_RULES = 2_000;
const RULES_PER_STATEMENT = 20;
/** Failures that a run names. */
const MAX_NAMED = 1_000;

function checkEvent(event: string): string {
  if (event.length > MAX_EVENT_CHARS)
    throw new AppError(
      'BAD_USER_INPUT',
      `The event has ${event.length} characters; at most ${MAX_EVENT_CHARS} are kept with a rule.`,
    );
  const parsed = parseEvent(event);
  if (!parsed.ok) throw new AppError('BAD_USER_INPUT', `The event can't be read: ${parsed.message}.`);
  return event;
}

function factsOf({ name, event, expectation }: RuleTest): Readonly<Record<string, unknown>> {
  return { test: { name, event, expectation } };
}

function stateOf({ version, name, event, expectation }: RuleTest): CurrentState {
  return { version, name, event, expectation };
}

async function lockRule(manager: EntityManager, id: string): Promise<Rule> {
  const [rule] = await lockRows(manager, { entity: Rule, what: 'rule' }, [id], 'UPDATE');
  return rule as Rule;
}

/** Tries all tests of a rule whose row is locked. */
async function tryAgain(manager: EntityManager, rule: Pick<Rule, 'id' | 'text'>): Promise<void> {
  await keepOutcomes(manager, await tryRules(manager, [rule]));
}

function audit(
  manager: EntityManager,
  actor: Actor,
  { id, title }: Rule,
  [before, after]: readonly [RuleTest | undefined, RuleTest | undefined],
): Promise<void> {
  const object = { objectType: AuditObject.RULE, objectId: id, objectName: title };
  const facts = { before: before && factsOf(before), after: after && factsOf(after) };
  return writeAudit(manager, actor, [{ action: AuditAction.UPDATE, ...object, ...facts }]);
}

export function createRuleTestService(database: DataSource): RuleTestService {
  const missing = (id: string): AppError =>
    new AppError('NOT_FOUND', `There is no stored test with id ${id}. It may have been deleted.`);

  /** Locks a test's rule, and does the work with both. */
  async function withRuleOf<T>(
    id: string,
    work: (manager: EntityManager, rule: Rule, test: RuleTest) => Promise<T>,
  ): Promise<T> {
    const found = isUuid(id) ? await database.manager.findOneBy(RuleTest, { id }) : null;
    if (found === null) throw missing(id);
    return database.transaction(async (manager) => {
      const rule = await lockRule(manager, found.ruleId);
      const test = await manager.findOneBy(RuleTest, { id });
      if (test === null) throw missing(id);
      return work(manager, rule, test);
    });
  }

  /** `failing`: the rule of each test. */
  async function nameFailures(
    failing: ReadonlyMap<string, Pick<Rule, 'id' | 'title'>>,
  ): Promise<RuleTestRun['failures']> {
    const named = await database.manager
      .createQueryBuilder(RuleTest, 'test')
      .where('test.id = ANY(:ids)', { ids: [...failing.keys()].slice(0, MAX_NAMED) })
      .getMany();
    const tests = new Map(named.map((test) => [test.id, test]));
    return [...failing].flatMap(([id, rule]) => {
      const test = tests.get(id);
      return test === undefined ? [] : [{ rule, test }];
    });
  }

  return {
    create: (actor, { ruleId, name, event, expectation }) =>
      database.transaction(async (manager) => {
        const rule = await lockRule(manager, ruleId);
        if ((await manager.countBy(RuleTest, { ruleId })) >= MAX_TESTS)
          throw new AppError('BAD_USER_INPUT', `A rule has ${MAX_TESTS} stored tests at most. Delete one.`);
        const facts = {
          ruleId: rule.id,
          name: checkName('test', name),
          event: checkEvent(event),
          expectation,
        };
        const { id } = await manager.save(manager.create(RuleTest, facts));
        await tryAgain(manager, rule);
        const test = await manager.findOneByOrFail(RuleTest, { id });
        await audit(manager, actor, rule, [undefined, test]);
        return test;
      }),
    update: (actor, { id, version, name, event, expectation }) =>
      withRuleOf(id, async (manager, rule, before) => {
        if (version !== undefined && version !== before.version)
          throw changedMeanwhile('stored test', stateOf(before));
        const set = {
          version: before.version + 1,
          name: name === undefined ? before.name : checkName('test', name),
          event: event === undefined ? before.event : checkEvent(event),
          expectation: expectation ?? before.expectation,
        };
        await manager.update(RuleTest, { id }, set);
        await tryAgain(manager, rule);
        const test = await manager.findOneByOrFail(RuleTest, { id });
        await audit(manager, actor, rule, [before, test]);
        return test;
      }),
    delete: (actor, id) =>
      withRuleOf(id, async (manager, rule, test) => {
        await manager.delete(RuleTest, { id });
        if (test.isFailing)
          await manager.query('UPDATE rules SET failing_tests = failing_tests - 1 WHERE id = $1', [rule.id]);
        await audit(manager, actor, rule, [test, undefined]);
      }),
    async byRules(ruleIds) {
      const [{ bytes }] = await database.query<[{ bytes: string }]>(
        'SELECT coalesce(sum(octet_length(event)), 0) AS bytes FROM rule_tests WHERE rule_id = ANY($1)',
        [ruleIds],
      );
      if (Number(bytes) > MAX_READ_BYTES)
        throw new AppError(
          'BAD_USER_INPUT',
          `The tests of these rules have ${bytes} bytes of events; at most ${MAX_READ_BYTES} are read at once. Ask for fewer rules.`,
        );
      return readRuleTests(database.manager, ruleIds);
    },
    async run(selection) {
      checkRuleSelection(selection);
      const { text, values } = sql(
        (bind) => `SELECT r.id FROM rules r WHERE ${selectionCondition(selection, bind)}
          AND EXISTS (SELECT FROM rule_tests t WHERE t.rule_id = r.id) ORDER BY r.title, r.id LIMIT ${MAX_RULES + 1}`,
      );
      const found: { id: string }[] = await database.query(text, [...values]);
      if (found.length > MAX_RULES)
        throw new AppError(
          'BAD_USER_INPUT',
          `More than ${MAX_RULES} rules have stored tests. Select fewer, for example one repository after the other.`,
        );
      let testCount = 0;
      const failing = new Map<string, Pick<Rule, 'id' | 'title'>>();
      for (let start = 0; start < found.length; start += RULES_PER_STATEMENT) {
        const ids = found.slice(start, start + RULES_PER_STATEMENT).map(({ id }) => id);
        const rules: Pick<Rule, 'id' | 'title' | 'text'>[] = await database.query(
          'SELECT id, title, "text" FROM rules WHERE id = ANY($1) ORDER BY title, id',
          [ids],
        );
        const outcomes = await tryRules(database.manager, rules);
        testCount += outcomes.testCount;
        for (const { id, title } of rules)
          for (const test of outcomes.failing.get(id) ?? []) failing.set(test.id, { id, title });
        // The engine is another than the last time: what is kept follows.
        for (const id of outcomes.changedRuleIds)
          await database.transaction(async (manager) => {
            // It may have been deleted meanwhile, and its tests with it.
            const [rule] = await manager.find(Rule, { where: { id }, lock: { mode: 'pessimistic_write' } });
            if (rule !== undefined) await tryAgain(manager, rule);
          });
      }
      const counts = { ruleCount: found.length, testCount, failingCount: failing.size };
      return { ...counts, failures: await nameFailures(failing) };
    },
  };
}
