import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, createRepository, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { EMAIL, startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const CHANGE = `mutation ($input: ChangeRulesInput!) { changeRules(input: $input) {
  changed unchanged refused revision rules { ruleId title outcome reason } } }`;

interface Report {
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly revision: number;
  readonly rules: readonly { ruleId: string; title: string | null; outcome: string; reason: string | null }[];
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly stage: string;
  readonly levelOverride: string | null;
  readonly version: number;
}

async function change(selection: object, settings: object, dryRun = false): Promise<Report> {
  const answer = await api.run(CHANGE, { input: { selection, change: settings, dryRun } });
  return dataOf<{ changeRules: Report }>(answer).changeRules;
}

async function rulesOf(repositoryId: string): Promise<readonly Listed[]> {
  const query = `query ($id: ID!) { rules(filter: { repositoryIds: [$id] }) { items {
    id title enabled stage levelOverride version } } }`;
  return dataOf<{ rules: { items: readonly Listed[] } }>(await api.run(query, { id: repositoryId })).rules
    .items;
}

/** A repository with a rule for each title. */
async function repositoryWith(
  titles: readonly string[],
  ids = titles.map(() => randomUUID()),
): Promise<string> {
  const repositoryId = await createRepository(api);
  const files = titles.map((title, index) => ({
    path: `${title}.yml`,
    text: ruleText(ids[index] ?? '', title),
  }));
  dataOf(await api.run(UPLOAD, { input: { repositoryId, files } }));
  return repositoryId;
}

describe('a change of many rules', () => {
  it('by their ids does what it can, in one revision, and tells why of the others', async () => {
    const repositoryId = await repositoryWith(['A', 'B', 'C']);
    const [a, b] = await rulesOf(repositoryId);
    const gone = randomUUID();
    const ids = [a?.id, b?.id, gone, 'seven'];
    const report = await change({ ids }, { stage: 'SHADOW', levelOverride: 'LOW' });
    expect(report).toMatchObject({ changed: 2, unchanged: 0, refused: 2 });
    expect(report.rules.map(({ title, outcome }) => [title, outcome])).toEqual([
      [null, 'REFUSED'],
      [null, 'REFUSED'],
      ['A', 'CHANGED'],
      ['B', 'CHANGED'],
    ]);
    expect(report.rules[0]?.reason).toMatch(/no rule with this id/);
    expect(await rulesOf(repositoryId)).toMatchObject([
      { title: 'A', stage: 'SHADOW', levelOverride: 'LOW', version: 2 },
      { title: 'B', stage: 'SHADOW', levelOverride: 'LOW', version: 2 },
      { title: 'C', stage: 'LIVE', levelOverride: null, version: 1 },
    ]);
    const again = await change({ ids: [a?.id] }, { stage: 'SHADOW' });
    expect(again).toMatchObject({ changed: 0, unchanged: 1, revision: report.revision });
    await change({ ids: [a?.id] }, { levelOverride: null });
    expect((await rulesOf(repositoryId))[0]).toMatchObject({ stage: 'SHADOW', levelOverride: null });
  });

  it('by a filter changes those alone that pass it, and a dry run none', async () => {
    const repositoryId = await repositoryWith(['Lorem one', 'Lorem two', 'Other']);
    const selection = { filter: { repositoryIds: [repositoryId], search: 'lorem' } };
    const dry = await change(selection, { enabled: false }, true);
    expect(dry).toMatchObject({ changed: 2, refused: 0 });
    expect((await rulesOf(repositoryId)).map(({ enabled }) => enabled)).toEqual([true, true, true]);
    const real = await change(selection, { enabled: false });
    expect(real.rules).toEqual(dry.rules);
    expect(real.revision).toBe(dry.revision + 1);
    expect((await rulesOf(repositoryId)).map(({ enabled }) => enabled)).toEqual([false, false, true]);
  });

  it('moves rules, but none whose id the other repository has', async () => {
    const [sigmaId, other] = [randomUUID(), randomUUID()];
    const from = await repositoryWith(['A', 'B'], [sigmaId, other]);
    const to = await repositoryWith(['C'], [sigmaId]);
    const report = await change({ filter: { repositoryIds: [from] } }, { repositoryId: to });
    expect(report).toMatchObject({ changed: 1, refused: 1 });
    expect(report.rules[0]).toMatchObject({ title: 'A', outcome: 'REFUSED' });
    expect(report.rules[0]?.reason).toContain(sigmaId);
    expect((await rulesOf(to)).map(({ title }) => title)).toEqual(['B', 'C']);
    expect((await rulesOf(from)).map(({ title }) => title)).toEqual(['A']);
    const two = await repositoryWith(['D'], [other]);
    const both = await change({ filter: { repositoryIds: [to, two] } }, { repositoryId: from });
    expect(both).toMatchObject({ changed: 1, refused: 2 });
  });

  it('changes rules that are in the repository already, whose ids are their own', async () => {
    const repositoryId = await repositoryWith(['Here']);
    const filter = { filter: { repositoryIds: [repositoryId] } };
    for (const [id, enabled] of [
      [repositoryId, false],
      [repositoryId.toUpperCase(), true],
    ] as const)
      expect(await change(filter, { repositoryId: id, enabled })).toMatchObject({ changed: 1, refused: 0 });
    expect(await change(filter, { repositoryId: repositoryId.toUpperCase() })).toMatchObject({
      unchanged: 1,
    });
  });

  it('deletes rules, and tells the audit log', async () => {
    const repositoryId = await repositoryWith(['A', 'B']);
    const report = await change({ filter: { repositoryIds: [repositoryId] } }, { delete: true });
    expect(report.rules.map(({ outcome }) => outcome)).toEqual(['DELETED', 'DELETED']);
    expect(await rulesOf(repositoryId)).toEqual([]);
    const query =
      '{ auditLog(filter: { actions: [DELETE] }, first: 1) { edges { node { actor objectType objectName before } } } }';
    const { auditLog } = dataOf<{
      auditLog: { edges: { node: { before: { ruleIds: string[] } } }[] };
    }>(await api.run(query));
    const node = auditLog.edges[0]?.node;
    expect(node).toMatchObject({ actor: EMAIL, objectType: 'RULE', objectName: '2 rules' });
    const ids = report.rules.map(({ ruleId }) => ruleId);
    expect(node?.before.ruleIds.toSorted()).toEqual(ids.toSorted());
  });

  it('neither moves nor deletes what a sync would bring back', async () => {
    const [synced, local] = [await repositoryWith(['A']), await repositoryWith(['B'])];
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    await client.query("UPDATE repositories SET type = 'GIT' WHERE id = $1", [synced]);
    await client.end();
    const selection = { filter: { repositoryIds: [synced] } };
    for (const settings of [{ delete: true }, { repositoryId: local }]) {
      const { refused, rules } = await change(selection, settings);
      expect([refused, rules[0]?.reason]).toEqual([1, expect.stringContaining('the next sync')]);
    }
    expect(await change(selection, { enabled: false })).toMatchObject({ changed: 1 });
    const into = { selection: { filter: { repositoryIds: [local] } }, change: { repositoryId: synced } };
    expect(codeOf(await api.run(CHANGE, { input: into }))).toBe('CONFLICT');
  });

  it.each<readonly [what: string, selection: object, settings: object]>([
    ['no selection', {}, { enabled: true }],
    ['two selections', { ids: [], filter: {} }, { enabled: true }],
    ['nothing to change', { filter: {} }, {}],
    ['a deletion that changes', { filter: {} }, { delete: true, enabled: false }],
    ['a filter that asks for too much', { filter: { search: 'x'.repeat(201) } }, { enabled: false }],
  ])('is refused for %s', async (_, selection, settings) => {
    expect(codeOf(await api.run(CHANGE, { input: { selection, change: settings } }))).toBe('BAD_USER_INPUT');
  });

  it('waits for an upload into the same repository, and both are done', async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    const titles = ids.map((_, index) => `Rule ${index}`);
    const repositoryId = await repositoryWith(titles, ids);
    const files = ids.map((id, index) => ({ path: `${index}.yml`, text: ruleText(id, `New ${index}`) }));
    const [, ...reports] = await Promise.all([
      api.run(UPLOAD, { input: { repositoryId, files } }).then(dataOf),
      ...['DRAFT', 'SHADOW', 'DRAFT', 'SHADOW'].map((stage) =>
        change({ filter: { repositoryIds: [repositoryId] } }, { stage }),
      ),
    ]);
    expect(reports.map(({ refused }) => refused)).toEqual([0, 0, 0, 0]);
    const found = await rulesOf(repositoryId);
    expect(new Set(found.map(({ title }) => title.split(' ')[0]))).toEqual(new Set(['New']));
    expect(new Set(found.map(({ stage }) => stage)).size).toBe(1);
  });
});
