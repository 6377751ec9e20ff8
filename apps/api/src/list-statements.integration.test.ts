import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { topicNames } from '@sluice/contracts';
import { buildSchema } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { detectionAt, ruleNamed } from './testing/messages.ts';
import { createTopic, dataOf, ruleText } from './testing/operations.ts';
import { createApiToken, createUser } from './testing/people.ts';
import { selectAll } from './testing/select-all.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository } from './testing/sync-operations.ts';
import { sendRecords, untilRead } from './testing/topic-records.ts';

// Lists with all of their relations take as many SQL statements for many rows as for few, and none reads a large table whole.

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

/** What lists of configuration are asked with where not all of them is wanted. */
const PART = '(search: "-", sort: CREATED_AT, page: { limit: 100 })';

/** The lists of the API, with their arguments where they need or bound any. What follows the name only tells them apart. */
const LISTS: Readonly<Record<string, string>> = {
  rules: '(page: { limit: 200 })',
  ruleFacets: '',
  ruleVersions: '(ruleId: $ruleId)',
  repositories: '',
  pipelines: '',
  pipelineRules: '(pipelineId: $pipelineId, page: { limit: 200 })',
  filters: '',
  logSources: '',
  topics: '',
  users: '',
  apiTokens: '',
  sessions: '',
  auditLog: '(first: 200)',
  syncRuns: '(repositoryId: $repositoryId, limit: 100)',
  syncChanges: '(repositoryId: $repositoryId, limit: 100)',
  detections: '(first: 200)',
  dashboard: '',
  'repositories, part': PART,
  'pipelines, part': PART,
  'filters, part': PART,
  'logSources, part': PART,
  'users, part': PART,
  'apiTokens, part': PART,
};

let api: TestApi;
let database: pg.Client;
/** Whose versions, runs and rules grow. */
let [ruleId, repositoryId, pipelineId, pipelineRepository] = ['', '', '', ''];

beforeAll(async () => {
  api = await startTestApi();
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  const git = { url: 'https://git.example.org/a/b.git', ref: 'main', intervalMinutes: 60 };
  repositoryId = await createGitRepository(api, git);
});
afterAll(async () => {
  await database.end();
  await api.stop();
});

async function create(name: string, input: object): Promise<string> {
  const field = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const mutation = `mutation ($input: Create${name}Input!) { create${name}(input: $input) { ${field} { id } } }`;
  const answer = dataOf<Record<string, Record<string, { id: string }>>>(await api.run(mutation, { input }));
  return answer[`create${name}`]?.[field]?.id ?? '';
}

const ADD_TEST = 'mutation ($input: CreateRuleTestInput!) { createRuleTest(input: $input) { test { id } } }';

/** Adds one of everything that lists show, each related to the others. */
async function addOne(number: number): Promise<void> {
  const name = randomUUID();
  const repository = await create('Repository', { name });
  const id = await create('Rule', { repositoryId: repository, text: ruleText(randomUUID(), name) });
  if (ruleId === '') ruleId = id;
  if (pipelineRepository === '') pipelineRepository = repository;
  else await create('Rule', { repositoryId: pipelineRepository, text: ruleText(randomUUID(), name) });
  const test = { ruleId: id, name, event: '{}', expectation: 'NO_MATCH' };
  dataOf(await api.run(ADD_TEST, { input: test }));
  const filter = await create('Filter', {
    ...{ name, text: 'detection: {sel: {a: b}, condition: sel}' },
  });
  const logSource = await create('LogSource', { name });
  const [source, destinationTopic] = [await createTopic(api), await createTopic(api)];
  const pipeline = await create('Pipeline', {
    ...{ name, sourceTopics: [source], destinationTopic, repositoryIds: [repository] },
    ...{ filterIds: [filter], logSourceId: logSource },
  });
  if (pipelineId === '') pipelineId = pipeline;
  await createUser(api, 'VIEWER');
  await createApiToken(api, ['RULES_READ']);
  const detection = detectionAt(number, { topic: source, pipelineId: pipeline, rules: [ruleNamed(id)] });
  await sendRecords([
    { topic: topicNames(api.prefix).detections, key: detection.id, value: JSON.stringify(detection) },
  ]);
  await database.query('INSERT INTO rule_hits (rule_id, last_matched_at) VALUES ($1, now())', [id]);
  await database.query(
    'INSERT INTO rule_versions (rule_id, version, "text", author, at) VALUES ($1, $2, $3, $4, now())',
    [ruleId, -number, 'title: a', 'somebody'],
  );
  await database.query(
    `INSERT INTO sync_runs (repository_id, state, trigger, started_by, queued_at, files) VALUES ($1, 'FAILED', 'MANUAL', '', now(), '[]')`,
    [repositoryId],
  );
  await database.query(
    `INSERT INTO sync_changes (repository_id, kind, rule_id, sigma_id, path, title, "text") VALUES ($1, 'CHANGED', $2, $3, $3, $3, 'a')`,
    [repositoryId, id, name],
  );
}

async function addMore(from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number += 1) await addOne(number);
  await untilRead(`${api.prefix}.api.detections`, topicNames(api.prefix).detections);
}

interface Asked {
  readonly statements: number;
  /** How much the answer holds. */
  readonly rows: number;
}

/** A query for all that a list has. */
function queryOf(
  list: string,
  args: string,
): readonly [query: string, variables: Readonly<Record<string, string>>] {
  const [name = ''] = list.split(',');
  const field = schema.getQueryType()?.getFields()[name];
  if (field === undefined) throw new Error(`there is no list ${name}`);
  const variables = Object.entries({ ruleId, repositoryId, pipelineId }).filter(([each]) =>
    args.includes(`$${each}`),
  );
  const declared = variables.map(([each]) => `$${each}: ID!`).join(', ');
  const head = declared === '' ? '' : `(${declared})`;
  return [`query ${head} { ${name}${args} ${selectAll(field.type, 3)} }`, Object.fromEntries(variables)];
}

/** The statements that the API sends for a list: the fewest of some tries, as what it does of itself comes between. */
async function ask(name: string): Promise<Asked> {
  const [query, variables] = queryOf(name, LISTS[name] ?? '');
  const tries: number[] = [];
  let rows = 0;
  for (let turn = 0; turn < 8; turn += 1) {
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const data = dataOf(await api.run(query, variables));
    tries.push(sent.mock.calls.length);
    sent.mockRestore();
    rows = JSON.stringify(data).split('{').length;
  }
  return { statements: Math.min(...tries), rows };
}

async function askAll(): Promise<ReadonlyMap<string, Asked>> {
  const asked = new Map<string, Asked>();
  for (const name of Object.keys(LISTS)) asked.set(name, await ask(name));
  return asked;
}

it('a list takes no more statements for more rows', async () => {
  await addMore(1, 2);
  const few = await askAll();
  await addMore(3, 8);
  const many = await askAll();
  const statements = (asked: ReadonlyMap<string, Asked>): object =>
    Object.fromEntries([...asked].map(([name, each]) => [name, each.statements]));
  process.stdout.write(`statements: ${JSON.stringify(statements(many))}\n`);
  expect(statements(many)).toEqual(statements(few));
  expect(Math.min(...[...many.values()].map((each) => each.statements))).toBeGreaterThan(0);
  const grown = [...many]
    .filter(([name, { rows }]) => rows > (few.get(name)?.rows ?? 0))
    .map(([name]) => name);
  expect(grown).toEqual(Object.keys(LISTS).filter((name) => name !== 'sessions'));
});

/** Tables that grow without bound, or to tens of thousands of rows. */
const LARGE = /Seq Scan on (rules|rule_\w+|detections\w*|metrics_\w+|audit_log|sync_\w+|outbox_\w+)\b/g;

const WAYS: readonly (readonly [name: string, args: string])[] = [
  ...Object.entries(LISTS),
  ...['TITLE', 'LEVEL', 'UPDATED_AT', 'LAST_MATCHED', 'HITS'].flatMap((sort) => [
    ['rules', `(sort: ${sort})`] as const,
    ['rules', `(sort: ${sort}, filter: { search: "shell sh" })`] as const,
    ['rules', `(sort: ${sort}, filter: { repositoryIds: ["${randomUUID()}"] })`] as const,
  ]),
  ['rules', '(filter: { techniques: ["T1003"] })'],
  ['rules', '(filter: { failingTests: true })'],
  ['rules', '(filter: { neverMatched: true })'],
  ['rules', '(filter: { hits: [TENS] })'],
  ['ruleFacets', '(filter: { search: "linux" })'],
  ['ruleFacets', '(filter: { hits: [NONE] }, fields: [HITS])'],
  ['auditLog', `(filter: { objectTypes: [RULE], objectId: "${randomUUID()}" })`],
  ['auditLog', `(filter: { userId: "${randomUUID()}" })`],
  ['auditLog', '(filter: { from: "2026-01-01T00:00:00Z" })'],
  ['auditLog', '(filter: { search: "sluice" })'],
  ['pipelineRules', '(pipelineId: $pipelineId, activity: MATCHED, search: "shell")'],
  ['pipelineRules', '(pipelineId: $pipelineId, activity: NEVER_MATCHED, sort: LEVEL)'],
  ['detections', '(filter: { pipelineIds: ["p"] })'],
  ['detections', '(filter: { topics: ["t"] })'],
  ['detections', '(filter: { ruleIds: ["r"] })'],
  ['detections', '(filter: { techniques: ["T1003"] })'],
];

async function planOf(text: string, values: readonly unknown[]): Promise<string> {
  const { rows } = await database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

it('a list finds its rows by an index', async () => {
  const statements = new Map<string, readonly unknown[]>();
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  for (const [name, args] of WAYS) dataOf(await api.run(...queryOf(name, args)));
  for (const [text, values] of sent.mock.calls as unknown as [unknown, unknown][])
    if (typeof text === 'string' && /^\s*(SELECT|WITH)\b/.test(text))
      statements.set(text, Array.isArray(values) ? values : []);
  sent.mockRestore();
  await database.query('SET enable_seqscan = off');
  const whole: string[] = [];
  for (const [text, values] of statements) {
    // Locks and notices are no lists.
    if (text.includes('pg_') || text.includes('FOR UPDATE')) continue;
    for (const [scan] of (await planOf(text, values)).matchAll(LARGE)) whole.push(`${scan}: ${text}`);
  }
  process.stdout.write(`explained: ${statements.size} statements\n`);
  expect(statements.size).toBeGreaterThan(WAYS.length);
  expect(whole).toEqual([]);
});

it('a search of the audit log goes by its index where few entries match, and finds any part of a name', async () => {
  await database.query(
    `INSERT INTO audit_log (actor, action, object_type, object_name)
     SELECT 'user' || n % 50 || '@example.org', 'UPDATE', 'RULE', 'Rule ' || md5(n::text) FROM generate_series(1, 5000) n;
     INSERT INTO audit_log (actor, action, object_type, object_name) VALUES ('a', 'UPDATE', 'RULE', 'The 50%_Éclair rule');
     ANALYZE audit_log`,
  );
  await database.query('RESET enable_seqscan');
  const search = async (text: string): Promise<readonly [names: string[], plan: string]> => {
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const answer = await api.run(
      'query ($search: String) { auditLog(filter: { search: $search }) { edges { node { objectName } } } }',
      { search: text },
    );
    const asked = sent.mock.calls as unknown as [unknown, unknown][];
    sent.mockRestore();
    const [statement, values] = asked.find(([each]) => String(each).includes('audit_log')) ?? [];
    const { auditLog } = dataOf<{ auditLog: { edges: { node: { objectName: string } }[] } }>(answer);
    const names = auditLog.edges.map(({ node }) => node.objectName);
    return [names, await planOf(String(statement), values as readonly unknown[])];
  };
  for (const part of ['50%_', 'clair', 'CLAIR RUL', '%_É']) {
    const [names, plan] = await search(part);
    expect([part, names]).toEqual([part, ['The 50%_Éclair rule']]);
    expect(plan).toContain('audit_log_parts_idx');
  }
  expect((await search('nowhere-to-be-found'))[1]).toContain('audit_log_parts_idx');
  // Short ones are no part of the index, and are found all the same.
  expect((await search('%_'))[0]).toEqual(['The 50%_Éclair rule']);
  const [many] = await search('Rule ');
  expect(many).toHaveLength(50);
});
