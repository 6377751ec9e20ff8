import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitHubStandIn, type GitHubStandIn } from './testing/github-stand-in.ts';
import { codeOf, createRepository, CREATE_RULE, dataOf, ruleText } from './testing/operations.ts';
import { EMAIL, startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository, readRunFiles, sync } from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

let api: TestApi;
let github: GitHubStandIn;
let database: pg.Client;
beforeAll(async () => {
  github = await startGitHubStandIn();
  api = await startTestApi({ GITHUB_API_URL: github.url });
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.stop();
  github.stop();
});

interface ReadRule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly overridden: boolean;
  readonly isPinned: boolean;
  readonly upstreamText: string | null;
  readonly isGoneUpstream: boolean;
  readonly upstreamDiff: string | null;
}

const FIELDS = 'id version title path text overridden isPinned upstreamText isGoneUpstream upstreamDiff';

async function readRule(id: string): Promise<ReadRule> {
  return dataOf<{ rule: ReadRule }>(await api.run(`query ($id: ID!) { rule(id: $id) { ${FIELDS} } }`, { id }))
    .rule;
}

/** A synced repository with the rules 0 to 4, of which the first one is looked at. */
async function synced() {
  const place = `acme/${randomUUID()}`;
  const files = new Map(
    Array.from({ length: 5 }, (_, index) => [`r/${index}.yml`, ruleText(randomUUID(), `Rule ${index}`)]),
  );
  const publish = (change: (text: string) => string | undefined): void => {
    const next = change(files.get('r/0.yml') ?? '');
    if (next === undefined) files.delete('r/0.yml');
    else files.set('r/0.yml', next);
    github.publish(place, tarGz(files));
  };
  publish((text) => text);
  const original = files.get('r/0.yml') ?? '';
  const repositoryId = await createGitRepository(api, { url: `https://github.com/${place}` });
  await sync(api, repositoryId);
  const { rows } = await database.query<{ id: string }>(
    `SELECT id FROM rules WHERE repository_id = $1 AND path = 'r/0.yml'`,
    [repositoryId],
  );
  const id = rows[0]!.id;
  const mine = original.replace('Rule 0', 'Mine');
  const upstream = original.replace('Rule 0', 'Theirs');
  return { repositoryId, id, original, mine, upstream, publish };
}

async function edit(id: string, text: string): Promise<Answer> {
  const { version } = await readRule(id);
  return api.run('mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }', {
    input: { id, version, text },
  });
}

async function act(name: 'pinRule' | 'unpinRule' | 'dropOverride', id: string): Promise<Answer> {
  const { version } = await readRule(id);
  const mutation = `mutation ($input: RuleAtInput!) { ${name}(input: $input) { rule { ${FIELDS} } revision } }`;
  return api.run(mutation, { input: { id, version } });
}

async function publishedTexts(id: string): Promise<readonly string[]> {
  const query = `SELECT value FROM outbox_records WHERE key = $1 ORDER BY batch_id`;
  const { rows } = await database.query<{ value: string }>(query, [`rule/${id}`]);
  return rows.map(({ value }) => (JSON.parse(value) as { text: string }).text);
}

describe('an override', () => {
  it('is what a synced rule becomes by an edit, and shows what upstream has', async () => {
    const { repositoryId, id, original, mine, upstream, publish } = await synced();
    expect(await readRule(id)).toMatchObject({ overridden: false, upstreamText: null, upstreamDiff: null });
    dataOf(await edit(id, mine));
    expect(await readRule(id)).toMatchObject({
      ...{ title: 'Mine', overridden: true, upstreamText: original, isGoneUpstream: false },
      upstreamDiff: expect.stringContaining('-title: Rule 0\n+title: Mine\n') as string,
    });
    publish(() => upstream);
    const run = await sync(api, repositoryId);
    expect(run).toMatchObject({ state: 'SUCCEEDED', changed: 0, kept: 1, unchanged: 4 });
    expect((await readRunFiles(api, run.id)).map(({ path, outcome }) => `${outcome} ${path}`)).toEqual([
      'KEPT r/0.yml',
    ]);
    expect(await readRule(id)).toMatchObject({ text: mine, overridden: true, upstreamText: upstream });
    expect(await sync(api, repositoryId, true)).toMatchObject({ kept: 0, unchanged: 5 });
    expect(await publishedTexts(id)).not.toContain(upstream);
  });

  it('is dropped for what upstream has', async () => {
    const { repositoryId, id, mine, upstream, publish } = await synced();
    dataOf(await edit(id, mine));
    publish(() => upstream);
    await sync(api, repositoryId);
    const { dropOverride } = dataOf<{ dropOverride: { rule: ReadRule } }>(await act('dropOverride', id));
    expect(dropOverride.rule).toMatchObject({ text: upstream, title: 'Theirs', overridden: false });
    expect(await publishedTexts(id)).toContain(upstream);
    expect(codeOf(await act('dropOverride', id))).toBe('CONFLICT');
    const { rows } = await database.query(
      `SELECT actor, before, after FROM audit_log WHERE object_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(rows).toEqual([
      {
        actor: EMAIL,
        before: { text: mine, overridden: true },
        after: { text: upstream, overridden: false },
      },
    ]);
    const query = 'query ($ruleId: ID!) { ruleVersions(ruleId: $ruleId) { author } }';
    expect(dataOf(await api.run(query, { ruleId: id }))).toEqual({
      ruleVersions: [{ author: 'sync' }, { author: EMAIL }, { author: 'sync' }],
    });
  });

  it('ends where both come to the same text', async () => {
    const { repositoryId, id, original, mine, publish } = await synced();
    dataOf(await edit(id, mine));
    dataOf(await edit(id, original));
    expect(await readRule(id)).toMatchObject({ overridden: false });
    dataOf(await edit(id, mine));
    publish(() => mine);
    await sync(api, repositoryId);
    expect(await readRule(id)).toMatchObject({ overridden: false, text: mine });
  });

  it('stays where upstream removes the rule, and follows it when it comes back', async () => {
    const { repositoryId, id, original, mine, publish } = await synced();
    dataOf(await edit(id, mine));
    publish(() => undefined);
    expect(await sync(api, repositoryId)).toMatchObject({ removed: 0, kept: 1, unchanged: 4 });
    expect(await readRule(id)).toMatchObject({ overridden: true, isGoneUpstream: true, upstreamText: null });
    expect(await sync(api, repositoryId, true)).toMatchObject({ removed: 0, kept: 0 });
    expect(codeOf(await act('dropOverride', id))).toBe('CONFLICT');
    publish(() => original);
    await sync(api, repositoryId);
    expect(await readRule(id)).toMatchObject({ isGoneUpstream: false, upstreamText: original });
  });

  it('keeps its id, by which it is known again', async () => {
    const { id, mine } = await synced();
    const other = mine.replace(/^id: .*$/m, `id: ${randomUUID()}`);
    expect(codeOf(await edit(id, other))).toBe('BAD_USER_INPUT');
  });

  it('of a change that comes between is not made from an old look', async () => {
    const { repositoryId, id, mine, upstream, publish } = await synced();
    const { version } = await readRule(id);
    publish(() => upstream);
    await sync(api, repositoryId);
    const input = { id, version, text: mine };
    const update = 'mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }';
    expect(codeOf(await api.run(update, { input }))).toBe('CONFLICT');
  });
});

describe('a pinned rule', () => {
  it('stays as it is until it is unpinned, and takes what upstream has then', async () => {
    const { repositoryId, id, original, upstream, publish } = await synced();
    dataOf(await act('pinRule', id));
    expect(await readRule(id)).toMatchObject({ isPinned: true, overridden: false });
    publish(() => upstream);
    expect(await sync(api, repositoryId)).toMatchObject({ changed: 0, kept: 1 });
    expect(await readRule(id)).toMatchObject({ text: original, overridden: true, upstreamText: upstream });
    publish(() => original);
    expect(await sync(api, repositoryId)).toMatchObject({ changed: 0, kept: 1 });
    expect(await readRule(id)).toMatchObject({ isPinned: true, overridden: false });
    publish(() => upstream);
    await sync(api, repositoryId);
    dataOf(await act('unpinRule', id));
    expect(await readRule(id)).toMatchObject({ text: upstream, isPinned: false, overridden: false });
    expect(codeOf(await act('unpinRule', id))).toBe('CONFLICT');
  });

  it('that was edited here is an override once it is unpinned', async () => {
    const { id, mine } = await synced();
    dataOf(await edit(id, mine));
    dataOf(await act('pinRule', id));
    dataOf(await act('unpinRule', id));
    expect(await readRule(id)).toMatchObject({ text: mine, isPinned: false, overridden: true });
  });

  it('that upstream has no more goes when it is unpinned and all is read', async () => {
    const { repositoryId, id, publish } = await synced();
    dataOf(await act('pinRule', id));
    publish(() => undefined);
    expect(await sync(api, repositoryId)).toMatchObject({ removed: 0, kept: 1 });
    dataOf(await act('unpinRule', id));
    expect(await sync(api, repositoryId, true)).toMatchObject({ removed: 1 });
  });
});

it('a rule of a LOCAL repository is kept against nobody', async () => {
  const repositoryId = await createRepository(api);
  const answer = await api.run(CREATE_RULE, { input: { repositoryId, text: ruleText(randomUUID(), 'A') } });
  const { createRule } = dataOf<{ createRule: { rule: { id: string } } }>(answer);
  expect(codeOf(await act('pinRule', createRule.rule.id))).toBe('CONFLICT');
  dataOf(await edit(createRule.rule.id, ruleText(randomUUID(), 'Another id')));
  expect(await readRule(createRule.rule.id)).toMatchObject({ overridden: false });
});
