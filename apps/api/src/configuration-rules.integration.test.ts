import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { createKafkaClient, startLogReader } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { startGitHubStandIn, type GitHubStandIn } from './testing/github-stand-in.ts';
import { codeOf, createTopic, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';
import { sync } from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

/** Two installations, which share nothing but Kafka and the rules that were uploaded to both. */
let here: TestApi;
let there: TestApi;
let github: GitHubStandIn;
let topics: readonly [source: string, destination: string];
beforeAll(async () => {
  github = await startGitHubStandIn();
  const settings = { GITHUB_API_URL: github.url };
  [here, there] = await Promise.all([startTestApi(settings), startTestApi(settings)]);
  topics = [await createTopic(here), await createTopic(here)];
});
afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  github.stop();
});

const APPLY = `mutation ($input: ApplyConfigurationInput!) { applyConfiguration(input: $input) {
  revision changes { action kind name facts { field before after } } } }`;

interface Applied {
  readonly changes: readonly {
    readonly action: string;
    readonly kind: string;
    readonly name: string;
    readonly facts: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  }[];
  readonly revision: number;
}

const tryToApply = (api: TestApi, document: string, options: object = {}): Promise<Answer> =>
  api.run(APPLY, { input: { document, ...options } });

async function apply(api: TestApi, document: string, options: object = {}): Promise<Applied> {
  return dataOf<{ applyConfiguration: Applied }>(await tryToApply(api, document, options)).applyConfiguration;
}

async function exported(api: TestApi): Promise<string> {
  return dataOf<{ exportConfiguration: string }>(await api.run('{ exportConfiguration }'))
    .exportConfiguration;
}

const inShort = ({ changes }: Applied): readonly string[] =>
  changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

const ids = Array.from({ length: 4 }, () => randomUUID()).toSorted() as [string, string, string, string];
/** The repository "Rules", with the rules of all ids. */
async function prepare(api: TestApi): Promise<void> {
  await apply(api, 'version: 1\n', { prune: true });
  await apply(api, 'version: 1\nrepositories: [{name: Rules}]\n');
  const { repositories } = dataOf<{ repositories: { id: string }[] }>(
    await api.run('{ repositories { id } }'),
  );
  const files = ids.map((id, at) => ({ path: `${at}.yml`, text: ruleText(id, `Rule ${at}`) }));
  dataOf(await api.run(UPLOAD, { input: { repositoryId: repositories[0]?.id, files } }));
}
beforeEach(() => Promise.all([prepare(here), prepare(there)]));

const pipeline = (disabledRules: string): string => `version: 1
repositories: [{name: Rules}]
pipelines:
  - name: Main
    sourceTopics: [${topics[0]}]
    destinationTopic: ${topics[1]}
    repositories: [Rules]
${disabledRules === '' ? '' : `    disabledRules: [${disabledRules}]\n`}`;
const named = (...sigmaIds: readonly string[]): string =>
  sigmaIds.map((id) => `{repository: Rules, id: ${id}}`).join(', ');

async function disabledTitles(api: TestApi): Promise<readonly string[]> {
  const { pipelines } = dataOf<{ pipelines: { disabledRuleIds: string[] }[] }>(
    await api.run('{ pipelines { disabledRuleIds } }'),
  );
  const titles = (pipelines[0]?.disabledRuleIds ?? []).map(async (id) => {
    const answer = await api.run('query ($id: ID!) { rule(id: $id) { title } }', { id });
    return dataOf<{ rule: { title: string } }>(answer).rule.title;
  });
  return (await Promise.all(titles)).toSorted();
}

describe('rules that are disabled in a pipeline', () => {
  it('are carried to another installation by their repository and Sigma id', async () => {
    await apply(here, pipeline(named(ids[1], ids[0])));
    expect(await disabledTitles(here)).toEqual(['Rule 0', 'Rule 1']);
    const document = await exported(here);
    expect(document).toContain(
      `    disabledRules:\n      - repository: Rules\n        id: ${ids[0]}\n      - repository: Rules\n        id: ${ids[1]}\n`,
    );
    expect(inShort(await apply(there, document, { dryRun: true }))).toEqual(['CREATE pipelines Main']);
    await apply(there, document);
    expect(await disabledTitles(there)).toEqual(['Rule 0', 'Rule 1']);
    expect(await exported(there)).toBe(document);
    expect(inShort(await apply(there, document, { prune: true }))).toEqual([]);
  });

  it('are the same in another order or named twice, and change alone', async () => {
    await apply(here, pipeline(named(ids[0], ids[1])));
    const same = pipeline(named(ids[1], ids[0], ids[1])).replace('repository: Rules', 'repository: " Rules"');
    expect(inShort(await apply(here, same))).toEqual([]);
    const [before, after] = [[ids[0], ids[1]], [ids[2]]].map((some) =>
      some.map((id) => ({ repository: 'Rules', id })),
    );
    expect(await apply(here, pipeline(named(ids[2])))).toMatchObject({
      changes: [{ action: 'UPDATE', facts: [{ field: 'disabledRules', before, after }] }],
    });
    expect(await disabledTitles(here)).toEqual(['Rule 2']);
    await apply(
      here,
      pipeline('').replace(
        '    repositories: [Rules]\n',
        '    repositories: [Rules]\n    disabledRules: []\n',
      ),
    );
    expect(await disabledTitles(here)).toEqual([]);
  });

  it('are left alone by a document that says nothing of them', async () => {
    await apply(here, pipeline(named(ids[3])));
    expect(inShort(await apply(here, pipeline(''), { prune: true }))).toEqual([]);
    await apply(here, `${pipeline('')}    writeUntagged: true\n`, { prune: true });
    expect(await disabledTitles(here)).toEqual(['Rule 3']);
  });

  it('must be there, so that none comes on later unseen', async () => {
    const lost = randomUUID();
    const other = `{repository: Nowhere, id: ${ids[0]}}`;
    for (const dryRun of [true, false]) {
      const answer = await tryToApply(here, pipeline(`${named(ids[0], lost)}, ${other}`), { dryRun });
      expect(codeOf(answer)).toBe('BAD_USER_INPUT');
      expect(answer.errors?.[0]?.message).toContain(
        `no such rules: ${lost} of "Rules" (pipelines "Main"), ${ids[0]} of "Nowhere" (pipelines "Main"). `,
      );
    }
    const gone = await tryToApply(
      here,
      pipeline(named(ids[0])).replaceAll('[{name: Rules}]', '[]').replace('repositories: [Rules]', ''),
      { prune: true },
    );
    expect(codeOf(gone)).toBe('BAD_USER_INPUT');
    expect(await exported(here)).toContain('pipelines: []');
  });

  it('that were deleted since are in no document', async () => {
    await apply(here, pipeline(named(ids[0], ids[1])));
    const { rules } = dataOf<{ rules: { items: { id: string; title: string }[] } }>(
      await here.run('{ rules { items { id title } } }'),
    );
    const id = rules.items.find(({ title }) => title === 'Rule 0')?.id;
    dataOf(await here.run('mutation ($id: ID!) { deleteRule(id: $id) { id } }', { id }));
    const document = await exported(here);
    expect(document).not.toContain(ids[0]);
    expect(inShort(await apply(here, document, { prune: true }))).toEqual([]);
  });
});

interface ReadRule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly enabled: boolean;
  readonly stage: string;
  readonly levelOverride: string | null;
  readonly isPinned: boolean;
}

/** In the order of titles. */
async function readRules(api: TestApi): Promise<readonly ReadRule[]> {
  const query = '{ rules { items { id version title text enabled stage levelOverride isPinned } } }';
  const { rules } = dataOf<{ rules: { items: readonly ReadRule[] } }>(await api.run(query));
  return rules.items.toSorted((left, right) => (left.title < right.title ? -1 : 1));
}

async function states(api: TestApi): Promise<readonly string[]> {
  return (await readRules(api)).map(({ enabled, stage, levelOverride, isPinned }) =>
    [enabled ? 'on' : 'off', stage, levelOverride ?? '-', ...(isPinned ? ['pinned'] : [])].join(' '),
  );
}

async function updateRule(api: TestApi, at: number, change: object): Promise<void> {
  const { id, version } = (await readRules(api))[at]!;
  const mutation = 'mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }';
  dataOf(await api.run(mutation, { input: { id, version, ...change } }));
}

const stated = (...rules: readonly string[]): string =>
  `version: 1\nrepositories: [{name: Rules}]\nrules: [${rules.map((each) => `{repository: Rules, ${each}}`).join(', ')}]\n`;
const untouched = 'on LIVE -';

/** The newest values of the topic that workers read, once it holds the revision. */
async function published(api: TestApi, revision: number): Promise<ReadonlyMap<string, string | null>> {
  const values = new Map<string, string | null>();
  const log = createLogger('test', 'silent');
  const client = createKafkaClient({ brokers: [inject('kafkaBrokers')], clientId: 'test' }, log);
  const reader = await startLogReader(client, {
    groupId: randomUUID(),
    topic: topicNames(api.prefix).config,
    from: 'beginning',
    onTrouble: () => undefined,
    onRecords(records) {
      for (const { key, value } of records) values.set(String(key), value?.toString() ?? null);
    },
  });
  await vi.waitFor(
    () => {
      expect(JSON.parse(values.get('revision') ?? '{}')).toMatchObject({ revision });
    },
    { timeout: 20_000, interval: 50 },
  );
  await reader.stop();
  return values;
}

describe('rules that people set', () => {
  it('are carried to another installation with what is set of them, and no text', async () => {
    await updateRule(here, 0, { enabled: false });
    await updateRule(here, 1, { stage: 'SHADOW', levelOverride: 'LOW' });
    const document = await exported(here);
    expect(document).toContain(
      `rules:\n  - repository: Rules\n    id: ${ids[0]}\n    enabled: false\n  - repository: Rules\n    id: ${ids[1]}\n    stage: SHADOW\n    level: low\nfilters:`,
    );
    expect(document).not.toContain('detection');
    const rehearsed = await apply(there, document, { dryRun: true });
    expect(rehearsed.changes).toEqual([
      {
        ...{ action: 'UPDATE', kind: 'rules', name: `Rules/${ids[0]}` },
        facts: [{ field: 'enabled', before: true, after: false }],
      },
      {
        ...{ action: 'UPDATE', kind: 'rules', name: `Rules/${ids[1]}` },
        facts: [
          { field: 'stage', before: 'LIVE', after: 'SHADOW' },
          { field: 'level', before: null, after: 'low' },
        ],
      },
    ]);
    expect(await states(there)).toEqual([untouched, untouched, untouched, untouched]);
    const applied = await apply(there, document);
    expect(applied).toEqual({ changes: rehearsed.changes, revision: rehearsed.revision + 1 });
    expect(await states(there)).toEqual(['off LIVE -', 'on SHADOW LOW', untouched, untouched]);
    expect(await exported(there)).toBe(document);
    expect(await apply(there, document, { prune: true })).toEqual({
      changes: [],
      revision: applied.revision,
    });
  });

  it('reach the workers in the revision of the document, and the audit log rule by rule', async () => {
    const { revision } = await apply(
      here,
      stated(`id: ${ids[0]}, enabled: false`, `id: ${ids[1]}, stage: SHADOW`),
    );
    const sent = await published(here, revision);
    const [off, shadow] = await readRules(here);
    expect(sent.get(`rule/${off?.id}`)).toBeNull();
    expect(JSON.parse(sent.get(`rule/${shadow?.id}`) ?? '')).toMatchObject({
      stage: 'SHADOW',
      text: shadow?.text,
    });
    const { auditLog } = dataOf<{ auditLog: { edges: { node: object }[] } }>(
      await here.run('{ auditLog(first: 2) { edges { node { objectName before after } } } }'),
    );
    expect(auditLog.edges.map(({ node }) => node)).toEqual(
      expect.arrayContaining([
        { objectName: 'Rule 0', before: { enabled: true }, after: { enabled: false } },
        { objectName: 'Rule 1', before: { stage: 'LIVE' }, after: { stage: 'SHADOW' } },
      ]),
    );
  });

  it('are refused as a whole where somebody changes one of them meanwhile', async () => {
    const other = new pg.Client({ connectionString: here.databaseUrl });
    await other.connect();
    onTestFinished(() => other.end());
    await other.query('BEGIN');
    await other.query(`UPDATE rules SET stage = 'DRAFT', version = version + 1 WHERE sigma_id = $1`, [
      ids[1],
    ]);
    const applying = tryToApply(
      here,
      stated(`id: ${ids[0]}, enabled: false`, `id: ${ids[1]}, enabled: false`),
    );
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await vi.waitFor(async () => {
      expect((await other.query(waiting)).rows).toHaveLength(1);
    });
    await other.query('COMMIT');
    const answer = await applying;
    expect(codeOf(answer)).toBe('CONFLICT');
    expect(answer.errors?.[0]?.message).toContain(`The rule ${ids[1]} was changed by somebody else`);
    expect(await states(here)).toEqual([untouched, 'on DRAFT -', untouched, untouched]);
  });

  it('stay where the document does not name them, and go back to the default with prune', async () => {
    await apply(
      here,
      stated(`id: ${ids[0]}, enabled: false`, `id: ${ids[1]}, stage: DRAFT, level: critical`),
    );
    const one = stated(`id: ${ids[2]}, level: high`);
    expect(inShort(await apply(here, one))).toEqual([`UPDATE rules Rules/${ids[2]}`]);
    expect(await states(here)).toEqual(['off LIVE -', 'on DRAFT CRITICAL', 'on LIVE HIGH', untouched]);
    expect(
      inShort(await apply(here, 'version: 1\nrepositories: [{name: Rules}]\n', { prune: true })),
    ).toEqual([]);
    expect(inShort(await apply(here, one, { prune: true })).toSorted()).toEqual([
      `UPDATE rules Rules/${ids[0]}`,
      `UPDATE rules Rules/${ids[1]}`,
    ]);
    expect(await states(here)).toEqual([untouched, untouched, 'on LIVE HIGH', untouched]);
    await apply(here, stated(`id: ${ids[2]}`));
    expect(await states(here)).toEqual([untouched, untouched, untouched, untouched]);
  });

  it('go with a repository that is pruned', async () => {
    await apply(here, stated(`id: ${ids[0]}, enabled: false`));
    expect(inShort(await apply(here, 'version: 1\nrules: []\n', { prune: true }))).toEqual([
      'DELETE repositories Rules',
    ]);
    expect(await exported(here)).toContain('rules: []\n');
  });

  it.each([
    [
      'a rule that there is not',
      () => stated(`id: ${ids[0]}, enabled: false`, 'id: lost'),
      /no such rules: lost of "Rules" \(rules\)/,
    ],
    [
      'a rule twice',
      () => stated(`id: ${ids[0]}`, `id: ${ids[0]}`),
      /rules: ".*" of "Rules" stands there twice/,
    ],
    ['a level that there is not', () => stated(`id: ${ids[0]}, level: HIGH`), /rules\.0\.level: /],
    [
      'a pin in a LOCAL repository',
      () => stated(`id: ${ids[1]}, enabled: false`, `id: ${ids[0]}, isPinned: true`),
      /rule .*"Rules" is LOCAL/,
    ],
    ['a text', () => stated(`id: ${ids[0]}, text: x`), /rules\.0: .*text/],
  ])('are refused as a whole: %s', async (_what, wrong, message) => {
    for (const dryRun of [true, false]) {
      const answer = await tryToApply(here, wrong(), { dryRun });
      expect(answer.errors?.[0]?.message).toMatch(message);
    }
    expect(await states(here)).toEqual([untouched, untouched, untouched, untouched]);
  });

  it('take the scopes that rules take', async () => {
    const create = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const input = { name: randomUUID(), scopes: ['PIPELINES_WRITE'], expiresAt };
    const { secret } = dataOf<{ createApiToken: { secret: string } }>(
      await here.run(create, { input }),
    ).createApiToken;
    const document = stated(`id: ${ids[0]}, enabled: false`);
    expect(codeOf(await here.run(APPLY, { input: { document } }, secret))).toBe('FORBIDDEN');
    await apply(here, document);
    expect(codeOf(await here.run(APPLY, { input: { document, prune: true } }, secret))).toBeUndefined();
    const { exportConfiguration } = dataOf<{ exportConfiguration: string }>(
      await here.run('{ exportConfiguration }', {}, secret),
    );
    expect(exportConfiguration).not.toContain('rules:');
  });

  it('of synced repositories are pinned and released, with the text of upstream', async () => {
    const place = `acme/${randomUUID()}`;
    const publish = (title: string): void =>
      void github.publish(
        place,
        tarGz(
          new Map([
            ['r/a.yml', ruleText(ids[0], title)],
            ['r/b.yml', ruleText(ids[1], 'Other')],
          ]),
        ),
      );
    publish('Before');
    const repository = `version: 1\nrepositories: [{name: Git, git: {url: "https://github.com/${place}"}}]\n`;
    const syncGit = async (api: TestApi): Promise<void> => {
      const { repositories } = dataOf<{ repositories: { id: string }[] }>(
        await api.run('{ repositories { id } }'),
      );
      await sync(api, repositories[0]!.id);
    };
    for (const api of [here, there]) {
      await apply(api, repository, { prune: true });
      await syncGit(api);
    }
    await apply(
      here,
      `${repository}rules: [{repository: Git, id: ${ids[0]}, isPinned: true, enabled: false}]\n`,
    );
    const document = await exported(here);
    expect(document).toContain(`    id: ${ids[0]}\n    enabled: false\n    isPinned: true\n`);
    await apply(there, document);
    expect(await exported(there)).toBe(document);
    expect(await states(there)).toEqual(['off LIVE - pinned', untouched]);
    publish('After');
    await syncGit(there);
    expect((await readRules(there))[0]).toMatchObject({ title: 'Before', isPinned: true });
    const released = await apply(
      there,
      document.replace(/rules:\n[^f]*(?:.*\n)*?filters/, 'rules: []\nfilters'),
      { prune: true },
    );
    expect(released.changes).toMatchObject([
      { facts: [{ field: 'enabled' }, { field: 'isPinned', before: true, after: false }] },
    ]);
    expect((await readRules(there))[0]).toMatchObject({ title: 'After', isPinned: false, enabled: true });
  });

  it('by the thousand are set at once', async () => {
    const many = Array.from(
      { length: 7_000 },
      (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    );
    const { repositories } = dataOf<{ repositories: { id: string }[] }>(
      await here.run('{ repositories { id } }'),
    );
    const files = many.map((id, at) => ({ path: `${at}.yml`, text: ruleText(id, `Many ${at}`) }));
    dataOf(await here.run(UPLOAD, { input: { repositoryId: repositories[0]?.id, files } }));
    const document = stated(...many.map((id) => `id: ${id}, enabled: false`));
    expect((await apply(here, document)).changes).toHaveLength(7_000);
    expect((await apply(here, document, { prune: true })).changes).toEqual([]);
  }, 60_000);
});
