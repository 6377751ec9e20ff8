import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, dataOf } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords } from './testing/topic-records.ts';

let api: TestApi;
const [win, lin] = [`win-${randomUUID()}`, `lin-${randomUUID()}`];
/** May see `win-*`. */
let limited: string;

beforeAll(async () => {
  api = await startTestApi();
  const create = 'mutation ($name: String!) { createTopic(input: { name: $name }) { topic { name } } }';
  for (const name of [win, lin]) dataOf(await api.run(create, { name }));
  await sendRecords([win, lin].map((topic) => ({ topic, key: null, value: JSON.stringify({ of: topic }) })));
  const input = {
    ...{ name: 'win', scopes: ['PIPELINES_WRITE', 'TOPICS_READ'], topicPatterns: ['win-*'] },
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const token = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';
  limited = dataOf<{ createApiToken: { secret: string } }>(await api.run(token, { input })).createApiToken
    .secret;
});
afterAll(() => api.stop());

const create = (testTopics: readonly string[], token = api.token) =>
  api.run(
    'mutation ($input: CreateLogSourceInput!) { createLogSource(input: $input) { logSource { id testTopics } } }',
    { input: { name: randomUUID(), testTopics } },
    token,
  );

async function created(testTopics: readonly string[]): Promise<string> {
  const answer = dataOf<{ createLogSource: { logSource: { id: string; testTopics: string[] } } }>(
    await create(testTopics),
  );
  expect(answer.createLogSource.logSource.testTopics).toEqual(testTopics);
  return answer.createLogSource.logSource.id;
}

async function topicsOf(id: string, token = api.token): Promise<string[]> {
  const query = 'query ($id: ID!) { logSource(id: $id) { testTopics } }';
  return dataOf<{ logSource: { testTopics: string[] } }>(await api.run(query, { id }, token)).logSource
    .testTopics;
}

async function tried(input: object, token = api.token): Promise<string[]> {
  const query = 'query ($input: TestLogSourceInput!) { testLogSource(input: $input) { text } }';
  return dataOf<{ testLogSource: { text: string }[] }>(
    await api.run(query, { input }, token),
  ).testLogSource.map(({ text }) => text);
}

it('a log source is tried on the events of its test topics, where no others are given', async () => {
  const logSourceId = await created([win, lin]);
  expect(await tried({ logSourceId })).toEqual([JSON.stringify({ of: win }), JSON.stringify({ of: lin })]);
  expect(await tried({ logSourceId, events: ['{}'] })).toEqual(['{}']);
  expect(await tried({ logSourceId, sample: { topic: lin } })).toEqual([JSON.stringify({ of: lin })]);
  const nothing = await api.run(
    'query ($input: TestLogSourceInput!) { testLogSource(input: $input) { text } }',
    { input: { logSourceId: await created([]) } },
  );
  expect(codeOf(nothing)).toBe('BAD_USER_INPUT');
});

it('who may see some topics sees, sets and tries those alone, and the others stay', async () => {
  const id = await created([win, lin]);
  expect(await topicsOf(id, limited)).toEqual([win]);
  expect(await tried({ logSourceId: id }, limited)).toEqual([JSON.stringify({ of: win })]);
  const update = (testTopics: readonly string[]) =>
    api.run(
      'mutation ($input: UpdateLogSourceInput!) { updateLogSource(input: $input) { logSource { version } } }',
      { input: { id, version: 1, testTopics } },
      limited,
    );
  expect(codeOf(await update([lin]))).toBe('FORBIDDEN');
  expect(codeOf(await create([lin], limited))).toBe('FORBIDDEN');
  dataOf(await update(['win-other']));
  expect(await topicsOf(id)).toEqual([lin, 'win-other']);
});

it('there are at most five, and no free texts', async () => {
  const six = Array.from({ length: 6 }, (_, n) => `t${n}`);
  expect(codeOf(await create(six))).toBe('BAD_USER_INPUT');
  expect(codeOf(await create(['no topic']))).toBe('BAD_USER_INPUT');
});

it('they stand in the configuration document, and stay where it does not name them', async () => {
  const id = await created([win]);
  const { exportConfiguration } = dataOf<{ exportConfiguration: string }>(
    await api.run('{ exportConfiguration }'),
  );
  expect(exportConfiguration).toContain(win);
  const apply = async (document: string) =>
    dataOf<{ applyConfiguration: { changes: object[] } }>(
      await api.run(
        'mutation ($document: String!) { applyConfiguration(input: { document: $document }) { changes { name } } }',
        { document },
      ),
    ).applyConfiguration.changes;
  expect(await apply(exportConfiguration)).toEqual([]);
  const { logSource } = dataOf<{ logSource: { name: string } }>(
    await api.run('query ($id: ID!) { logSource(id: $id) { name } }', { id }),
  );
  expect(await apply(`version: 1\nlogSources: [{name: ${logSource.name}}]\n`)).toEqual([]);
  expect(await apply(`version: 1\nlogSources: [{name: ${logSource.name}, testTopics: [${lin}]}]\n`)).toEqual([
    { name: logSource.name },
  ]);
  expect(await topicsOf(id)).toEqual([lin]);
});
