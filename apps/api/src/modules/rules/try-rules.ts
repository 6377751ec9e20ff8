import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { parseRule } from '@sluice/sigma';
import type { EntityManager } from 'typeorm';
import { failingTests } from './failing-tests.ts';
import type { Rule } from './rule.entity.ts';
import { RuleTest } from './rule-test.entity.ts';

/** A test without its event, of which many would fill the memory. */
export type FailingTest = Pick<RuleTest, 'id' | 'name' | 'expectation'>;

/** How the stored tests of rules ended. */
export interface TestOutcomes {
  readonly testCount: number;
  /** Those that fail, by their rule. */
  readonly failing: ReadonlyMap<string, readonly FailingTest[]>;
  /** Rules of which a test ended otherwise than is kept. */
  readonly changedRuleIds: readonly string[];
}

/** Trying is CPU time, and events take memory: other requests get their turn after this many rules. */
const RULES_PER_TURN = 20;

/** The tests of rules, by the rule, each list in the order of the names; rules without tests are left out. */
export async function readRuleTests(
  manager: EntityManager,
  ruleIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RuleTest[]>> {
  const tests = await manager
    .createQueryBuilder(RuleTest, 'test')
    .where('test.ruleId = ANY(:ruleIds)', { ruleIds })
    .orderBy({ 'test.name': 'ASC', 'test.id': 'ASC' })
    .getMany();
  return Map.groupBy(tests, ({ ruleId }) => ruleId);
}

async function tested<Tried extends Pick<Rule, 'id'>>(
  manager: EntityManager,
  rules: readonly Tried[],
): Promise<Tried[]> {
  if (rules.length === 0) return [];
  const rows: { id: string }[] = await manager.query(
    'SELECT DISTINCT rule_id AS id FROM rule_tests WHERE rule_id = ANY($1)',
    [rules.map(({ id }) => id)],
  );
  const ids = new Set(rows.map(({ id }) => id));
  return rules.filter(({ id }) => ids.has(id));
}

/** Tries the stored tests of rules on the texts that these have, or are about to get. */
export async function tryRules(
  manager: EntityManager,
  rules: readonly Pick<Rule, 'id' | 'text'>[],
): Promise<TestOutcomes> {
  const failing = new Map<string, readonly FailingTest[]>();
  const changedRuleIds: string[] = [];
  let testCount = 0;
  const withTests = await tested(manager, rules);
  for (let start = 0; start < withTests.length; start += RULES_PER_TURN) {
    await yieldToOthers();
    const some = withTests.slice(start, start + RULES_PER_TURN);
    const tests = await readRuleTests(
      manager,
      some.map(({ id }) => id),
    );
    for (const { id, text } of some) {
      const own = tests.get(id) ?? [];
      const parsed = parseRule(text);
      const failed = new Set(parsed.ok ? failingTests(parsed.value, own) : own);
      testCount += own.length;
      if (own.some((test) => test.isFailing !== failed.has(test))) changedRuleIds.push(id);
      if (failed.size > 0) failing.set(id, [...failed].map(withoutEvent));
    }
  }
  return { testCount, failing, changedRuleIds };
}

function withoutEvent({ id, name, expectation }: RuleTest): FailingTest {
  return { id, name, expectation };
}

/** Keeps how tests ended, in their rows and as their rules' counts. The rules' rows are locked. */
export async function keepOutcomes(
  manager: EntityManager,
  { failing, changedRuleIds }: TestOutcomes,
): Promise<void> {
  if (changedRuleIds.length === 0) return;
  const failingIds = changedRuleIds.flatMap((id) => failing.get(id) ?? []).map(({ id }) => id);
  await manager.query(
    `UPDATE rule_tests SET is_failing = (id = ANY($2)) WHERE rule_id = ANY($1) AND is_failing <> (id = ANY($2))`,
    [changedRuleIds, failingIds],
  );
  await manager.query(
    `UPDATE rules SET failing_tests = counted.count
     FROM (SELECT rule_id AS id, count(*) FILTER (WHERE is_failing) AS count
           FROM rule_tests WHERE rule_id = ANY($1) GROUP BY rule_id) counted
     WHERE rules.id = counted.id AND rules.failing_tests <> counted.count`,
    [changedRuleIds],
  );
}
