import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, CREATE_PIPELINE, createRepository, createTopic, dataOf } from './testing/operations.ts';
import { createMember, createUser, inDays } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
let database: pg.Client;
let admin: string;

async function create(kind: string, input: object): Promise<void> {
  const field = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const mutation = `mutation ($input: Create${kind}Input!) { create${kind}(input: $input) { ${field} { id } } }`;
  dataOf(await api.run(mutation, { input }));
}

async function createPipeline(name: string, repositoryIds: readonly string[]): Promise<void> {
  const topics = { sourceTopics: [await createTopic(api)], destinationTopic: await createTopic(api) };
  dataOf(await api.run(CREATE_PIPELINE, { input: { name, repositoryIds, ...topics } }));
}

const COUNTS: Readonly<Record<string, string>> = {
  ...{ repositories: 'repositoryCount', filters: 'filterCount', logSources: 'logSourceCount' },
  ...{ pipelines: 'pipelineCount', apiTokens: 'apiTokenCount', users: 'userCount' },
};

async function countOf(list: string, args = '', token?: string): Promise<number | undefined> {
  const count = COUNTS[list] ?? '';
  return dataOf<Record<string, number>>(await api.run(`{ ${count}${args} }`, {}, token))[count];
}

/** Makes one of this name in each list. */
const MAKE: Readonly<Record<string, (name: string) => Promise<void>>> = {
  repositories: (name) => create('Repository', { name }),
  filters: (name) => create('Filter', { name, text: 'detection: {s: {a: 1}, condition: s}' }),
  logSources: (name) => create('LogSource', { name }),
  pipelines: async (name) => createPipeline(name, [await createRepository(api), await createRepository(api)]),
  apiTokens: (name) => create('ApiToken', { name, scopes: [], expiresAt: inDays(1) }),
};
const TABLES: Readonly<Record<string, string>> = { logSources: 'log_sources', apiTokens: 'api_tokens' };

/** In the order of their creation; the first is changed last. */
const NAMES = ['Windows hosts', '100% linux_hosts', 'windows servers'] as const;

async function namesOf(list: string, args = '', token?: string): Promise<string[]> {
  const answer = dataOf<Record<string, { name: string }[]>>(
    await api.run(`{ ${list}${args} { name } }`, {}, token),
  );
  return (answer[list] ?? []).map(({ name }) => name);
}

beforeAll(async () => {
  api = await startTestApi();
  admin = api.token;
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  for (const [list, make] of Object.entries(MAKE)) {
    // What others need is made before, and does not count.
    await make(`other ${randomUUID()}`);
    for (const name of NAMES) await make(name);
    const table = TABLES[list] ?? list;
    for (const [at, name] of NAMES.entries())
      await database.query(
        `UPDATE ${table} SET created_at = now() + $1 * interval '1 hour',
           ${list === 'apiTokens' ? 'last_used_at' : 'updated_at'} = now() - $1 * interval '1 hour' WHERE name = $2`,
        [at + 1, name],
      );
  }
});
afterAll(async () => {
  await database.end();
  await api.stop();
});

describe.each(Object.keys(MAKE))('the list %s', (list) => {
  it('has all by name where nothing is asked', async () => {
    const all = await namesOf(list);
    expect(all).toEqual(expect.arrayContaining([...NAMES]));
    const table = TABLES[list] ?? list;
    const { rows } = await database.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY name`);
    expect(all).toEqual(rows.map(({ name }) => name));
  });

  it.each([
    ['windows', ['Windows hosts', 'windows servers']],
    [' HOSTS  win ', ['Windows hosts']],
    ['100%', ['100% linux_hosts']],
    ['x_h', ['100% linux_hosts']],
    ['ows_h', []],
    ['%', ['100% linux_hosts']],
    [String.raw`\\`, []],
    ['hosts servers', []],
  ])('finds by words of the name: %j', async (search, found) => {
    expect((await namesOf(list, `(search: "${search}")`)).toSorted()).toEqual([...found].toSorted());
    expect(await countOf(list, `(search: "${search}")`)).toBe(found.length);
  });

  it('comes in the order that is asked', async () => {
    const newest = await namesOf(list, '(sort: CREATED_AT)');
    expect(newest.slice(0, 3)).toEqual([...NAMES].reverse());
    const last = list === 'apiTokens' ? 'LAST_USED' : 'UPDATED_AT';
    const changed = (await namesOf(list, `(sort: ${last})`)).filter((name) =>
      NAMES.some((each) => each === name),
    );
    expect(changed).toEqual(NAMES);
  });

  it('comes in pages that hold each once', async () => {
    const all = await namesOf(list);
    const pages: string[] = [];
    for (let offset = 0; offset <= all.length; offset += 2) {
      const page = await namesOf(list, `(page: { limit: 2, offset: ${offset} })`);
      expect(page.length).toBeLessThanOrEqual(2);
      pages.push(...page);
    }
    expect(pages).toEqual(all);
    expect(await countOf(list)).toBe(all.length);
    expect(
      await namesOf(list, '(search: "windows", sort: CREATED_AT, page: { limit: 1, offset: 1 })'),
    ).toEqual(['Windows hosts']);
  });

  it.each([
    '(page: { limit: 0 })',
    '(page: { limit: 201 })',
    '(page: { offset: -1 })',
    `(search: "${'x'.repeat(201)}")`,
    `(search: "${'x '.repeat(21)}")`,
    '(search: "a\\u0000")',
  ])('refuses what is out of bounds: %s', async (args) => {
    expect(codeOf(await api.run(`{ ${list}${args} { name } }`))).toBe('BAD_USER_INPUT');
    if (args.startsWith('(search'))
      expect(codeOf(await api.run(`{ ${COUNTS[list] ?? ''}${args} }`))).toBe('BAD_USER_INPUT');
  });
});

it('a page of pipelines has all of their relations', async () => {
  const query = '{ pipelines(search: "windows", page: { limit: 1 }) { repositories { id } filters { id } } }';
  const { pipelines } = dataOf<{ pipelines: { repositories: object[] }[] }>(await api.run(query));
  expect(pipelines.map(({ repositories }) => repositories.length)).toEqual([2]);
});

it('pages of pipelines are made of those that one may see', async () => {
  const prefix = `see${randomUUID().slice(0, 8)}`;
  const topic = 'mutation ($name: String!) { createTopic(input: { name: $name }) { topic { name } } }';
  const repositoryIds = [await createRepository(api)];
  const own = async (name: string, source: string, destinationTopic: string): Promise<void> => {
    dataOf(
      await api.run(CREATE_PIPELINE, {
        input: { name, sourceTopics: [source], destinationTopic, repositoryIds },
      }),
    );
  };
  for (const name of [`${prefix}_a`, `${prefix}_b`, `${prefix}-c`]) dataOf(await api.run(topic, { name }));
  const member = await createMember(api, 'VIEWER');
  const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }';
  dataOf(await api.run(update, { input: { id: member.id, topicPatterns: [`${prefix}_*`] } }));
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const { email, password } = member;
  const { token } = dataOf<{ login: { token: string } }>(
    await api.run(login, { input: { email, password } }, ''),
  ).login;
  await own('0 hidden source', `${prefix}-c`, `${prefix}_b`);
  await own('0 hidden destination', `${prefix}_a`, `${prefix}-c`);
  await own('1 seen', `${prefix}_a`, `${prefix}_b`);
  expect(await namesOf('pipelines', '(page: { limit: 1 })', token)).toEqual(['1 seen']);
  expect(await namesOf('pipelines', '', token)).toEqual(['1 seen']);
  expect(await namesOf('pipelines', '(search: "hidden")', token)).toEqual([]);
  expect(await countOf('pipelines', '', token)).toBe(1);
  expect(await countOf('pipelines', '(search: "hidden")', token)).toBe(0);
});

describe('users', () => {
  it('are found by e-mail and name together, and sorted by their last login', async () => {
    const user = await createUser(api, 'VIEWER');
    const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }';
    const name = `Ada ${randomUUID()}`;
    dataOf(await api.run(update, { input: { id: user.id, name } }));
    const search = `${user.email.slice(0, 12).toUpperCase()} ada`;
    expect(await namesOf('users', `(search: "${search}")`)).toEqual([name]);
    expect(await countOf('users', `(search: "${search}")`)).toBe(1);
    expect(await countOf('users')).toBe((await namesOf('users')).length);
    // Who never logged in comes last; the administrator has.
    const query = '{ users(sort: LAST_USED) { email lastLoginAt } }';
    const { users } = dataOf<{ users: { email: string; lastLoginAt: string | null }[] }>(
      await api.run(query, {}, admin),
    );
    const times = users.map(({ lastLoginAt }) => lastLoginAt);
    expect(times.slice(times.indexOf(null)).every((time) => time === null)).toBe(true);
    expect(times[0]).not.toBeNull();
    expect(await namesOf('users', '(sort: CREATED_AT, page: { limit: 1 })')).toEqual([name]);
  });
});
