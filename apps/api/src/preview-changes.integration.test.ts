import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, createRepository, dataOf } from './testing/operations.ts';
import { createMember } from './testing/people.ts';
import { addPipeline, addRules, create, preview, previewQuery } from './testing/preview-operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

describe('the preview of a filter', () => {
  const TEXT = 'detection: {sel: {A: "1"}, condition: sel}';
  const UPDATE = 'mutation ($input: UpdateFilterInput!) { updateFilter(input: $input) { revision } }';

  it('names the pipelines that use it, and tells which events go and which rules fall silent', async () => {
    const repository = await createRepository(api);
    await addRules(api, repository, 'A', 'B');
    const id = await create(api, 'Filter', { name: randomUUID(), text: TEXT });
    const repositoryIds = [repository];
    const [used, disabled] = [
      await addPipeline(api, { repositoryIds, filterIds: [id] }),
      await addPipeline(api, { repositoryIds, filterIds: [id], enabled: false }),
    ];
    await addPipeline(api, { repositoryIds });
    const events = ['{"A":"1"}', '{"B":"2"}', '{"B":"2","A":"1"}', 'none'];
    const update = { id, version: 1, text: 'detection: {sel: {B: "2"}, condition: sel}' };
    const answer = await preview(api, 'Filter', { update, events });
    expect(answer.changes).toEqual([{ field: 'text', before: TEXT, after: update.text }]);
    expect(answer.pipelines.first.map(({ pipeline }) => pipeline?.id).toSorted()).toEqual(
      [used, disabled].toSorted(),
    );
    expect(answer.pipelines.first[0]).toMatchObject({
      events: { read: 3, filteredBefore: 2, filteredAfter: 2, unparsedBefore: 0, unparsedAfter: 0 },
      silentRules: { count: 1, first: [{ rule: { title: 'B' }, missing: [['B']] }] },
      rulesAdded: { count: 0 },
      rulesRemoved: { count: 0 },
      isCut: false,
    });
    // What is told of the changed filter is told of the stored one once the change is made.
    dataOf(await api.run(UPDATE, { input: update }));
    const same = await preview(api, 'Filter', { update: { id, version: 2, name: randomUUID() }, events });
    expect(same.pipelines.first.map(({ silentRules }) => silentRules)).toEqual(
      answer.pipelines.first.map(({ silentRules }) => silentRules),
    );
    expect(same.pipelines.first[0]?.events).toMatchObject({ filteredBefore: 2, filteredAfter: 2 });
  });

  it('that is new touches nothing, and tells why it would be refused', async () => {
    const name = randomUUID();
    expect(await preview(api, 'Filter', { create: { name, text: TEXT } })).toMatchObject({
      problems: [],
      changes: [{ field: 'name', before: null, after: name }, { field: 'text' }],
      pipelines: { count: 0 },
    });
    await create(api, 'Filter', { name, text: TEXT });
    const taken = await preview(api, 'Filter', { create: { name, text: TEXT } });
    expect(taken.problems).toEqual([expect.stringContaining('exists already')]);
    const wrong = await preview(api, 'Filter', { create: { name: randomUUID(), text: 'detection: {' } });
    expect(wrong.problems).toEqual([expect.stringMatching(/^line \d+, column \d+: /)]);
    expect(wrong.diagnostics).toContainEqual({ severity: 'ERROR' });
  });

  it('that goes tells what it is needed by', async () => {
    const id = await create(api, 'Filter', { name: randomUUID(), text: TEXT });
    const free = await preview(api, 'Filter', { delete: id });
    expect(free).toMatchObject({
      problems: [],
      changes: [{ field: 'name', after: null }, { field: 'text' }],
    });
    const name = randomUUID();
    await addPipeline(api, { name, repositoryIds: [await createRepository(api)], filterIds: [id] });
    const used = await preview(api, 'Filter', { delete: id });
    expect(used.problems).toEqual([expect.stringContaining(name)]);
    expect(dataOf(await api.run('query ($id: ID!) { filter(id: $id) { version } }', { id }))).toEqual({
      filter: { version: 1 },
    });
  });
});

describe('the preview of a log source', () => {
  it('tells which events its script loses and which rules its mapping silences', async () => {
    const repository = await createRepository(api);
    await addRules(api, repository, 'A', 'B');
    const mapping = [{ field: 'B', sources: ['b'] }];
    const id = await create(api, 'LogSource', { name: randomUUID(), mapping });
    const pipeline = await addPipeline(api, { repositoryIds: [repository], logSourceId: id });
    await addPipeline(api, { repositoryIds: [repository] });
    const events = ['{"A":1,"b":2}'];
    const answer = await preview(api, 'LogSource', { update: { id, version: 1, mapping: [] }, events });
    expect(answer.changes).toEqual([{ field: 'mapping', before: { B: ['b'] }, after: {} }]);
    expect(answer.pipelines).toMatchObject({
      count: 1,
      first: [{ pipeline: { id: pipeline }, silentRules: { count: 1, first: [{ rule: { title: 'B' } }] } }],
    });
    const kept = await preview(api, 'LogSource', { update: { id, version: 1, name: randomUUID() }, events });
    expect(kept.pipelines.first[0]?.silentRules?.count).toBe(0);
    const script = await preview(api, 'LogSource', {
      update: { id, version: 1, script: 'nonsense(' },
      events,
    });
    expect(script.problems).toHaveLength(1);
    expect((await preview(api, 'LogSource', { delete: id })).problems).toEqual([
      expect.stringContaining('is used by'),
    ]);
    expect((await preview(api, 'LogSource', { create: { name: randomUUID() } })).pipelines.count).toBe(0);
  });
});

it('shows no pipeline to who may not see its topics', async () => {
  const repository = await createRepository(api);
  const { A: id } = await addRules(api, repository, 'A');
  await addPipeline(api, { repositoryIds: [repository] });
  const member = await createMember(api, 'ENGINEER');
  const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }';
  dataOf(await api.run(update, { input: { id: member.id, topicPatterns: ['none-*'] } }));
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const { email, password } = member;
  const { token } = dataOf<{ login: { token: string } }>(
    await api.run(login, { input: { email, password } }, ''),
  ).login;
  const input = { update: { id, version: 1, enabled: false } };
  expect((await preview(api, 'Rules', input)).pipelines.count).toBe(1);
  expect((await preview(api, 'Rules', input, token)).pipelines).toEqual({ count: 0, first: [] });
});

it.each(['Filter', 'LogSource', 'Rules'] as const)(
  'the preview of %s is of one change, of what is there, with few events',
  async (kind) => {
    for (const [input, code] of [
      [{}, 'BAD_USER_INPUT'],
      [{ delete: randomUUID(), update: { id: randomUUID(), version: 1 } }, 'BAD_USER_INPUT'],
      [{ delete: randomUUID() }, 'NOT_FOUND'],
      [{ update: { id: randomUUID(), version: 1 } }, 'NOT_FOUND'],
      [{ delete: randomUUID(), events: Array<string>(101).fill('{}') }, 'BAD_USER_INPUT'],
    ] as const)
      expect(codeOf(await api.run(previewQuery(kind), { input }))).toBe(code);
  },
);
