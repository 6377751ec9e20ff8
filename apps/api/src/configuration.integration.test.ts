import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, createTopic, dataOf } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
let topics: readonly [source: string, destination: string];
beforeAll(async () => {
  api = await startTestApi({ SECRETS_KEY: randomBytes(32).toString('base64') });
  topics = [await createTopic(api), await createTopic(api)];
});
afterAll(() => api.stop());

const empty = 'version: 1\n';
beforeEach(() => apply(empty, { prune: true }));

interface Change {
  readonly action: string;
  readonly kind: string;
  readonly name: string;
  readonly facts: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}
interface Applied {
  readonly changes: readonly Change[];
  readonly revision: number;
}

const APPLY = `mutation ($input: ApplyConfigurationInput!) { applyConfiguration(input: $input) {
  revision changes { action kind name facts { field before after } } } }`;

async function apply(document: string, options: object = {}): Promise<Applied> {
  const answer = await api.run(APPLY, { input: { document, ...options } });
  return dataOf<{ applyConfiguration: Applied }>(answer).applyConfiguration;
}

async function exported(): Promise<string> {
  return dataOf<{ exportConfiguration: string }>(await api.run('{ exportConfiguration }'))
    .exportConfiguration;
}

const inShort = ({ changes }: Applied): readonly string[] =>
  changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

function document(changes: { readonly filter?: string; readonly destination?: string } = {}): string {
  const { filter = 'backup', destination = topics[1] } = changes;
  return `
version: 1
repositories:
  - name: Rules
    description: Ours
filters:
  - name: Noise
    text: "detection: {noise: {User: ${filter}}, condition: noise}"
logSources:
  - name: Endpoints
    script: parse_json(field="message")
    mapping: {Image: [proc.exe, exe]}
pipelines:
  - name: Main
    sourceTopics: [${topics[0]}]
    destinationTopic: ${destination}
    repositories: [Rules]
    filters: [Noise]
    logSource: Endpoints
    sigmaLogSource: {product: linux}
    customFields: {site: berlin, order: [2, 1]}
`;
}

describe('a configuration that is applied', () => {
  it('is made in the order of what uses what, in one revision', async () => {
    const before = dataOf<{ dashboard: { revision: number } }>(await api.run('{ dashboard { revision } }'));
    const applied = await apply(document());
    expect(inShort(applied)).toEqual([
      'CREATE repositories Rules',
      'CREATE filters Noise',
      'CREATE logSources Endpoints',
      'CREATE pipelines Main',
    ]);
    expect(applied.revision).toBe(before.dashboard.revision + 1);
    const { pipelines } = dataOf<{ pipelines: object[] }>(
      await api.run(
        '{ pipelines { name repositories { name } filters { name } logSource { name } sigmaLogSource { product } customFields } }',
      ),
    );
    expect(pipelines).toEqual([
      {
        name: 'Main',
        repositories: [{ name: 'Rules' }],
        filters: [{ name: 'Noise' }],
        logSource: { name: 'Endpoints' },
        sigmaLogSource: { product: 'linux' },
        customFields: { site: 'berlin', order: [2, 1] },
      },
    ]);
  });

  it('again changes nothing, and so does what was exported', async () => {
    const { revision } = await apply(document());
    expect(await apply(document())).toEqual({ changes: [], revision });
    expect(await apply(await exported(), { prune: true })).toEqual({ changes: [], revision });
  });

  it('is the same where names have white space around them, or stand in a list twice', async () => {
    await apply(document());
    const same = document()
      .replace('name: Noise', 'name: "Noise "')
      .replace('repositories: [Rules]', 'repositories: [" Rules", Rules]')
      .replace('filters: [Noise]', 'filters: [Noise, "Noise\\t"]')
      .replace('logSource: Endpoints', 'logSource: " Endpoints "')
      .replace('[proc.exe, exe]', '[proc.exe, exe, proc.exe]')
      .replace('{product: linux}', '{product: linux, service: ""}');
    expect(inShort(await apply(same, { prune: true }))).toEqual([]);
    const unnamed = document().replace('{product: linux}', '{}');
    expect(inShort(await apply(unnamed))).toEqual(['UPDATE pipelines Main']);
    expect(inShort(await apply(unnamed))).toEqual([]);
  });

  it('differently changes what differs', async () => {
    await apply(document());
    const { changes } = await apply(document({ filter: 'robot' }));
    expect(changes).toEqual([
      {
        action: 'UPDATE',
        kind: 'filters',
        name: 'Noise',
        facts: [
          {
            field: 'text',
            before: 'detection: {noise: {User: backup}, condition: noise}',
            after: 'detection: {noise: {User: robot}, condition: noise}',
          },
        ],
      },
    ]);
  });

  it('leaves alone what it does not name, and deletes it where it is told to', async () => {
    await apply(document());
    expect(inShort(await apply(empty))).toEqual([]);
    expect(inShort(await apply(empty, { prune: true }))).toEqual([
      'DELETE pipelines Main',
      'DELETE logSources Endpoints',
      'DELETE filters Noise',
      'DELETE repositories Rules',
    ]);
    expect(await exported()).toBe(
      'version: 1\nrepositories: []\nrules: []\nfilters: []\nlogSources: []\npipelines: []\n',
    );
  });

  it('as a dry run tells the same and stores nothing', async () => {
    const before = await exported();
    const rehearsed = await apply(document(), { dryRun: true });
    expect(inShort(rehearsed)).toHaveLength(4);
    expect(await exported()).toBe(before);
    expect(inShort(await apply(document()))).toEqual(inShort(rehearsed));
  });

  it.each([
    [
      'a text that is wrong',
      () => document({ filter: 'x}, b: {User|nonsense: y' }),
      /filters "Noise": line 1, column \d+: there is no modifier/,
    ],
    [
      'a loop',
      () => document({ destination: topics[0] }),
      /pipelines "Main": The pipeline would read what it writes/,
    ],
    [
      'what is named and not there',
      () => document().replace('repositories: [Rules]', 'repositories: [Others]'),
      /none named "Others"/,
    ],
  ])('is applied whole or not at all: %s', async (_what, wrong, message) => {
    for (const dryRun of [true, false]) {
      const answer = await api.run(APPLY, { input: { document: wrong(), dryRun } });
      expect(codeOf(answer)).toBe('BAD_USER_INPUT');
      expect(answer.errors?.[0]?.message).toMatch(message);
    }
    expect(await exported()).not.toContain('Rules');
  });

  it('writes the audit log, an entry an object', async () => {
    await apply(document());
    const { auditLog } = dataOf<{
      auditLog: { edges: { node: { objectType: string; objectName: string } }[] };
    }>(await api.run('{ auditLog(first: 4) { edges { node { objectType objectName } } } }'));
    expect(auditLog.edges.map(({ node }) => node.objectName)).toEqual([
      'Main',
      'Endpoints',
      'Noise',
      'Rules',
    ]);
  });
});

describe('a document that can not be read is refused with its place', () => {
  it.each([
    ['no YAML', 'version: 1\nfilters: [\n', /line 3, column 1: /],
    ['another version', 'version: 2', /version: /],
    ['a key that there is not', 'version: 1\nfilter: []', /Unrecognized key: "filter"/],
    ['a value of another kind', 'version: 1\nfilters: [{name: A, text: 5}]', /filters\.0\.text: /],
    [
      'a name twice',
      'version: 1\nfilters: [{name: A, text: x}, {name: A, text: y}]',
      /filters: "A" stands there twice/,
    ],
    [
      'two names that are the same without white space',
      'version: 1\nfilters: [{name: A, text: x}, {name: "A ", text: y}]',
      /filters: "A" stands there twice/,
    ],
    ['a name that is white space', 'version: 1\nfilters: [{name: " ", text: x}]', /filters\.0\.name: /],
    [
      'a bomb of aliases',
      `version: 1\na: &a [x]\n${['b', 'c', 'd'].map((key, at) => `${key}: &${key} [${Array(99).fill(`*${'abc'[at]}`).join(',')}]`).join('\n')}`,
      /can't be read: /,
    ],
    ['nothing', '', /the document: /],
  ])('%s', async (_what, text, message) => {
    const answer = await api.run(APPLY, { input: { document: text } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(message);
  });
});

describe('repositories that are synced', () => {
  const SYNCED = `version: 1
repositories:
  - name: SigmaHQ
    description: Upstream
    git:
      url: https://GitHub.com/SigmaHQ/sigma.git
      ref: master
      folders: [rules/, "!rules/web"]
      cron: 30  4 * * mon
      mode: REVIEW
      maxRemovedPercent: 5
`;
  const read = async () => {
    const query =
      '{ repositories { id name type description git { url ref folders cron intervalMinutes mode maxRemovedPercent hasAccessToken } } }';
    return dataOf<{ repositories: { id: string; name: string }[] }>(await api.run(query)).repositories;
  };

  it('are made with their source and schedule, and the same document changes nothing', async () => {
    expect(inShort(await apply(SYNCED))).toEqual(['CREATE repositories SigmaHQ']);
    expect(await read()).toMatchObject([
      {
        ...{ name: 'SigmaHQ', type: 'GIT', description: 'Upstream' },
        git: {
          ...{ url: 'https://github.com/SigmaHQ/sigma', ref: 'master', folders: ['rules', '!rules/web'] },
          ...{ cron: '30 4 * * MON', intervalMinutes: null, mode: 'REVIEW', maxRemovedPercent: 5 },
        },
      },
    ]);
    const { revision } = await apply(SYNCED);
    expect(inShort(await apply(SYNCED, { prune: true }))).toEqual([]);
    expect(inShort(await apply(await exported(), { prune: true }))).toEqual([]);
    expect((await apply(empty)).revision).toBe(revision);
  });

  it('keep their secrets, which stand in no document', async () => {
    await apply(SYNCED);
    const [{ id } = { id: '' }] = await read();
    const update =
      'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }';
    dataOf(await api.run(update, { input: { id, version: 1, git: { accessToken: 'a-secret-token' } } }));
    expect(await exported()).not.toContain('a-secret-token');
    const changed = await apply(SYNCED.replace('cron: 30  4 * * mon', 'intervalMinutes: 60'));
    expect(changed.changes).toMatchObject([
      { action: 'UPDATE', facts: [{ field: 'git', after: { intervalMinutes: 60, cron: null } }] },
    ]);
    expect(await read()).toMatchObject([{ git: { intervalMinutes: 60, cron: null, hasAccessToken: true } }]);
    await apply(SYNCED.replace('SigmaHQ/sigma', 'SigmaHQ/other'));
    expect(await read()).toMatchObject([{ git: { hasAccessToken: true } }]);
  });

  it('lose the access token where they move to another host, which must not be told it', async () => {
    await apply(SYNCED);
    const [{ id } = { id: '' }] = await read();
    const update =
      'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }';
    const set = (version: number, git: object) => api.run(update, { input: { id, version, git } });
    dataOf(await set(1, { accessToken: 'a-secret-token' }));
    dataOf(await set(2, { url: 'https://git.example.org/SigmaHQ/sigma' }));
    expect(await read()).toMatchObject([{ git: { hasAccessToken: false } }]);
    dataOf(await set(3, { url: 'https://codeberg.org/SigmaHQ/sigma', accessToken: 'another' }));
    expect(await read()).toMatchObject([{ git: { hasAccessToken: true } }]);
  });

  it('are used by pipelines of the same document, and go with it', async () => {
    const own = document().replace('repositories: [Rules]', 'repositories: [Rules, SigmaHQ]');
    await apply(own.replace('filters:', `${SYNCED.slice(SYNCED.indexOf('  - name'))}filters:`));
    expect(await exported()).toContain('      - SigmaHQ\n');
    expect(inShort(await apply(empty, { prune: true }))).toContain('DELETE repositories SigmaHQ');
    expect(await read()).toEqual([]);
  });

  it('of SOC Prime are carried as well', async () => {
    const platform = `version: 1\nrepositories:\n  - name: Platform\n    socPrime: {platformId: "${randomUUID()}", intervalMinutes: 30}\n`;
    await apply(platform);
    expect(await read()).toMatchObject([{ name: 'Platform', type: 'SOC_PRIME', git: null }]);
    expect(inShort(await apply(await exported(), { prune: true }))).toEqual([]);
    const twice = await api.run(APPLY, {
      input: { document: platform.replace('name: Platform', 'name: Again') },
    });
    expect(codeOf(twice)).toBe('CONFLICT');
  });

  it.each([
    ['cron: "* * * * *"', /repositories "SigmaHQ": .*5 apart/],
    ['cron: 0 0 * * *, intervalMinutes: 60', /set one of both/],
    ['folders: ["../x"]', /no folder or pattern/],
    ['accessToken: secret', /repositories\.0\.git: .*accessToken/],
    ['mode: MANUAL', /repositories\.0\.git\.mode/],
  ])('with %s are refused', async (fields, message) => {
    const text = `version: 1\nrepositories:\n  - name: SigmaHQ\n    git: {url: "https://github.com/a/b", ${fields}}\n`;
    const answer = await api.run(APPLY, { input: { document: text } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(message);
    expect(await read()).toEqual([]);
  });

  it('stay what they are: a document that makes one LOCAL is refused', async () => {
    await apply(SYNCED);
    const answer = await api.run(APPLY, {
      input: { document: 'version: 1\nrepositories: [{name: SigmaHQ}]' },
    });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toMatch(/it is GIT here/);
  });

  it('take the scope that rules take', async () => {
    const create = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const tokenWith = async (...scopes: readonly string[]) => {
      const answer = await api.run(create, { input: { name: randomUUID(), scopes, expiresAt } });
      return dataOf<{ createApiToken: { secret: string } }>(answer).createApiToken.secret;
    };
    const input = { document: SYNCED };
    const pipelines = await tokenWith('PIPELINES_WRITE');
    expect(codeOf(await api.run(APPLY, { input }, pipelines))).toBe('FORBIDDEN');
    expect(codeOf(await api.run(APPLY, { input: { document: document() } }, pipelines))).toBeUndefined();
    const both = await tokenWith('PIPELINES_WRITE', 'RULES_WRITE');
    const pruned = { document: empty, prune: true };
    expect(codeOf(await api.run(APPLY, { input: pruned }, pipelines))).toBe('FORBIDDEN');
    expect(codeOf(await api.run(APPLY, { input: pruned }, both))).toBeUndefined();
    expect(codeOf(await api.run(APPLY, { input }, both))).toBeUndefined();
    const prune = { document: document(), prune: true };
    expect(codeOf(await api.run(APPLY, { input: prune }, pipelines))).toBe('FORBIDDEN');
  });
});
