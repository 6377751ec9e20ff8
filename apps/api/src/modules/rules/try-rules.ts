import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { parseRule } from '@sluice/sigma';
import type { EntityManager } from 'typeorm';
import { failingTests } from './failing-tests.ts';
import type { Rule } from './rule.entity.ts';
import { RuleTest } from './rule-test.entity.ts';

/** How the stored tests of rules ended. */
export interface TestOutcomes {
  /** Each test of the rules, by its rule; rules without tests are left out. */
  readonly tests: ReadonlyMap<string, readonly RuleTest[]>;
  /** Those that fail, by their rule. */
  readonly failing: ReadonlyMap<string, readonly RuleTest[]>;
}

/** Trying is CPU time: other requests get their turn after this many rules. */
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

/** Tries the stored tests of rules on the texts that these have, or are about to get. */
export async function tryRules(
  manager: EntityManager,
  rules: readonly Pick<Rule, 'id' | 'text'>[],
): Promise<TestOutcomes> {
  const tests = await readRuleTests(
    manager,
    rules.map(({ id }) => id),
  );
  const failing = new Map<string, readonly RuleTest[]>();
  let tried = 0;
  for (const { id, text } of rules) {
    const own = tests.get(id);
    if (own === undefined) continue;
    if (tried++ % RULES_PER_TURN === 0) await yieldToOthers();
    const parsed = parseRule(text);
    const found = parsed.ok ? failingTests(parsed.value, own) : own;
    if (found.length > 0) failing.set(id, found);
  }
  return { tests, failing };
}

/** Keeps how tests ended, in their rows and as their rules' counts. The rules' rows are locked. */
export async function keepOutcomes(manager: EntityManager, { tests, failing }: TestOutcomes): Promise<void> {
  if (tests.size === 0) return;
  const ruleIds = [...tests.keys()];
  const failingIds = [...failing.values()].flat().map(({ id }) => id);
  await manager.query(
    `UPDATE rule_tests SET is_failing = (id = ANY($2)) WHERE rule_id = ANY($1) AND is_failing <> (id = ANY($2))`,
    [ruleIds, failingIds],
  );
  await manager.query(
    `UPDATE rules SET failing_tests = counted.count
     FROM (SELECT rule_id AS id, count(*) FILTER (WHERE is_failing) AS count
           FROM rule_tests WHERE rule_id = ANY($1) GROUP BY rule_id) counted
     WHERE rules.id = counted.id AND rules.failing_tests <> counted.count`,
    [ruleIds],
  );
}
