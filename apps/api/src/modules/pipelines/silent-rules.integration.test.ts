import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import { findSilentRules } from './silent-rules.ts';
import { createRuleShapes } from './rule-shapes.ts';
import { NO_RULES_TOUCHED, readRuleStates, type TouchedRules } from './touched-rules.ts';

const RULES = 1_203;
let database: DataSource;
const repositoryId = randomUUID();

beforeAll(async () => {
  database = await createDataSource(await newDatabase()).initialize();
  await database.runMigrations();
  await database.query("INSERT INTO repositories (id, name, type) VALUES ($1, 'r', 'LOCAL')", [repositoryId]);
  // Titles come in pairs, so that pages end between rules of the same title.
  await database.query(
    `INSERT INTO rules (repository_id, sigma_id, path, title, level, "text")
     SELECT $1, n, n, n / 2, 1, format(E'title: t\\nid: %s\\nlogsource: {product: linux}\\ndetection: {s: {f%s: x}, condition: s}', gen_random_uuid(), n % 3)
     FROM generate_series(1, ${RULES}) AS n`,
    [repositoryId],
  );
});
afterAll(() => database.destroy());

const question = (fields: readonly string[], disabledRuleIds: readonly string[] = []) => ({
  choice: { repositoryIds: new Set([repositoryId]), disabledRuleIds: new Set(disabledRuleIds) },
  fields: new Set(fields),
});

it('looks at each rule once, however many pages they fill', async () => {
  const asked = [question(['f0', 'f1', 'f2']), question(['f0']), question([])];
  const answers = await findSilentRules(database.manager, asked, NO_RULES_TOUCHED);
  expect(answers.map(({ silent }) => silent.count)).toEqual([0, (RULES / 3) * 2, RULES]);
  expect(answers.map(({ silent }) => silent.first.length)).toEqual([0, 100, 100]);
  expect(answers.every(({ isCut }) => !isCut)).toBe(true);
  const titles = answers[2]?.silent.first.map(({ rule }) => rule.title) ?? [];
  expect(titles).toEqual(titles.toSorted());
});

it('stops at its bounds, and says so', async () => {
  const byParsed = { maxRules: 1_000, maxLooks: 1_000_000, maxNamed: 5 };
  const [one] = await findSilentRules(database.manager, [question([])], NO_RULES_TOUCHED, byParsed);
  expect(one).toMatchObject({ isCut: true, silent: { count: 1_000 } });
  expect(one?.silent.first).toHaveLength(5);
  const byLooks = { maxRules: 1_000_000, maxLooks: 1_000, maxNamed: 5 };
  const twice = [question([]), question(['f0'])];
  const both = await findSilentRules(database.manager, twice, NO_RULES_TOUCHED, byLooks);
  expect(both.map(({ isCut }) => isCut)).toEqual([true, true]);
  expect(both[0]?.silent.count).toBe(500);
  // Those with the same fields are looked at together.
  const alike = Array.from({ length: 50 }, () => question(['f0']));
  const looked = { maxRules: 1_000_000, maxLooks: 2_000, maxNamed: 5 };
  const together = await findSilentRules(database.manager, alike, NO_RULES_TOUCHED, looked);
  expect(together.every(({ isCut, silent }) => !isCut && silent.count === (RULES / 3) * 2)).toBe(true);
});

it('leaves out what a pipeline leaves out', async () => {
  const rows: { id: string }[] = await database.query("SELECT id FROM rules WHERE title = '0'");
  const [answer] = await findSilentRules(
    database.manager,
    [
      question(
        [],
        rows.map(({ id }) => id),
      ),
    ],
    NO_RULES_TOUCHED,
  );
  expect(answer?.silent.count).toBe(RULES - rows.length);
});

/** How many rules' texts are read meanwhile. */
async function textsRead(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(database.manager, 'query');
  await work();
  const answers = spy.mock.settledResults.filter((_, at) => spy.mock.calls[at]?.[0].includes('"text"'));
  spy.mockRestore();
  return answers.flatMap(({ value }) => value as unknown[]).length;
}

it('parses a rule once for each of its versions', async () => {
  const silentCount = async (): Promise<number | undefined> =>
    (await findSilentRules(database.manager, [question(['f0'])], NO_RULES_TOUCHED))[0]?.silent.count;
  const before = await silentCount();
  expect(await textsRead(silentCount)).toBe(0);

  await database.query(
    `UPDATE rules SET "text" = replace("text", '{f1: x}', '{f0: x}'), version = version + 1 WHERE path IN ('1', '4')`,
  );
  expect(await textsRead(silentCount)).toBe(2);
  expect(await silentCount()).toBe((before ?? 0) - 2);
  // Without a rule in it a text is no rule, and can be in no one's way.
  await database.query(`UPDATE rules SET "text" = 'a: b', version = version + 1 WHERE path = '2'`);
  expect(await silentCount()).toBe((before ?? 0) - 3);
  expect(await textsRead(silentCount)).toBe(0);
});

it('takes a text that a rule would have for no version of it', async () => {
  const [row]: { id: string; text: string }[] = await database.query(
    `SELECT id, "text" FROM rules WHERE "text" LIKE '%{f2: x}%' LIMIT 1`,
  );
  const { id, text } = row!;
  const states = await readRuleStates(database.manager, [id]);
  const touched = { before: states, after: states, texts: new Map([[id, text.replace('f2', 'f0')]]) };
  const silentCount = async (rules: TouchedRules): Promise<number> =>
    (await findSilentRules(database.manager, [question(['f0'])], rules))[0]?.silent.count ?? 0;
  const before = await silentCount(NO_RULES_TOUCHED);
  expect(await silentCount(touched)).toBe(before - 1);
  expect(await silentCount(NO_RULES_TOUCHED)).toBe(before);
  expect(await silentCount({ ...touched, texts: new Map() })).toBe(before);
});

it('remembers so many rules at most', async () => {
  const rules: { id: string; version: number }[] = await database.query(
    'SELECT id, version FROM rules ORDER BY path LIMIT 30',
  );
  const shapes = createRuleShapes(20);
  const read = (from: number, to: number) => () => shapes.ofStored(database.manager, rules.slice(from, to));
  expect(await textsRead(read(0, 20))).toBe(20);
  expect(await textsRead(read(0, 20))).toBe(0);
  expect(await textsRead(read(20, 30))).toBe(10);
  expect(await textsRead(read(20, 30))).toBe(0);
  expect(await textsRead(read(0, 20))).toBe(10);
});
