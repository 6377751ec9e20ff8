import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startGitHubStandIn, type GitHubStandIn } from './testing/github-stand-in.ts';
import { codeOf, CREATE_RULE, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { EMAIL, startTestApi, type TestApi } from './testing/start-test-api.ts';
import {
  CREATE_GIT,
  createGitRepository,
  readRun,
  readRunFiles,
  readRuns,
  startSync,
  sync,
  untilRun,
  type Run,
} from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

const SECRETS_KEY = randomBytes(32).toString('base64');
let api: TestApi;
let github: GitHubStandIn;
let database: pg.Client;
beforeAll(async () => {
  github = await startGitHubStandIn();
  api = await startTestApi({ GITHUB_API_URL: github.url, SECRETS_KEY });
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.stop();
  github.stop();
});

/** Ten rules in one folder, by path. */
function tenRules(): Map<string, string> {
  const entries = Array.from({ length: 10 }, (_, index): [string, string] => [
    `rules/${index}.yml`,
    ruleText(randomUUID(), `Rule ${index}`),
  ]);
  return new Map(entries);
}

/** A repository on the host with ten rules, and one here that is to be synced from it. */
async function repositoryOf(files: ReadonlyMap<string, string>, git: object = {}) {
  const place = `acme/${randomUUID()}`;
  const commit = github.publish(place, tarGz(files));
  const id = await createGitRepository(api, { url: `https://github.com/${place}`, ...git });
  return { id, place, commit };
}

interface RuleRow {
  readonly path: string;
  readonly title: string;
  readonly row: string;
}

/** The rules by path, each with where its row lies: a row that is written lies elsewhere. */
async function rowsOf(repositoryId: string): Promise<readonly RuleRow[]> {
  const query = `SELECT path, title, ctid || ' ' || xmin AS row FROM rules WHERE repository_id = $1 ORDER BY path`;
  return (await database.query<RuleRow>(query, [repositoryId])).rows;
}

async function revision(): Promise<string> {
  const { rows } = await database.query<{ revision: string }>('SELECT revision FROM revision');
  return rows[0]!.revision;
}

const outcomesOf = async (run: Run): Promise<readonly string[]> =>
  (await readRunFiles(api, run.id)).map(({ path, outcome }) => `${outcome} ${path}`);

describe('a sync', () => {
  it('brings the rules of the host, in one revision, and tells what became of each file', async () => {
    const files = tenRules();
    files.set('rules/broken.yml', 'title: Broken\n');
    files.set('README.md', '# Rules');
    const { id, commit } = await repositoryOf(files);
    const before = Number(await revision());
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'SUCCEEDED', added: 10, refused: 1, removed: 0, commitId: commit });
    expect(run).toMatchObject({ filesRead: 11, filesTotal: 11, trigger: 'MANUAL', startedBy: EMAIL });
    expect(Number(await revision())).toBe(before + 1);
    const [refused, added] = await readRunFiles(api, run.id);
    expect(refused).toMatchObject({ path: 'rules/broken.yml', outcome: 'REFUSED' });
    expect(refused?.diagnostics.length).toBeGreaterThan(0);
    expect(added).toMatchObject({ path: 'rules/0.yml', outcome: 'ADDED' });
    const { repositories } = dataOf<{ repositories: { id: string }[] }>(
      await api.run('{ repositories { id ruleCount lastSync { id state } } }'),
    );
    expect(repositories.find((repository) => repository.id === id)).toMatchObject({
      ruleCount: 10,
      lastSync: { id: run.id, state: 'SUCCEEDED' },
    });
  });

  it('that finds nothing new reads nothing; in full it reads all, and writes no row', async () => {
    const { id, place, commit } = await repositoryOf(tenRules());
    await sync(api, id);
    const [rows, atRevision] = [await rowsOf(id), await revision()];
    const second = await sync(api, id);
    expect(second).toMatchObject({ state: 'SUCCEEDED', isNotModified: true, commitId: commit });
    expect(github.requests.at(-1)).toMatchObject({ path: `/repos/${place}/commits/HEAD`, status: 304 });
    const full = await sync(api, id, true);
    expect(full).toMatchObject({ isNotModified: false, added: 0, changed: 0, removed: 0, unchanged: 10 });
    expect([await rowsOf(id), await revision()]).toEqual([rows, atRevision]);
  });

  it('changes, adds and removes; a file that broke keeps its rule as it was', async () => {
    const files = tenRules();
    const { id, place } = await repositoryOf(files);
    await sync(api, id);
    const before = await rowsOf(id);
    files.set('rules/0.yml', (files.get('rules/0.yml') ?? '').replace('Rule 0', 'Changed'));
    files.set('rules/1.yml', 'title: [');
    files.delete('rules/2.yml');
    files.set('rules/new.yml', ruleText(randomUUID(), 'New'));
    files.set('rules/moved.yml', files.get('rules/3.yml') ?? '');
    files.delete('rules/3.yml');
    github.publish(place, tarGz(files));
    const run = await sync(api, id);
    expect(run).toMatchObject({ added: 1, changed: 2, removed: 1, refused: 1, unchanged: 6 });
    expect(await outcomesOf(run)).toEqual([
      ...['REFUSED rules/1.yml', 'REMOVED rules/2.yml', 'ADDED rules/new.yml'],
      ...['CHANGED rules/0.yml', 'CHANGED rules/moved.yml'],
    ]);
    const after = await rowsOf(id);
    const kept = (rows: readonly RuleRow[]) => rows.filter(({ path }) => /^rules\/[1456789]/.test(path));
    expect(kept(after)).toEqual(kept(before));
    expect(after.map(({ title }) => title)).toEqual([
      ...['Changed', 'Rule 1', 'Rule 4', 'Rule 5', 'Rule 6', 'Rule 7', 'Rule 8', 'Rule 9', 'Rule 3', 'New'],
    ]);
  });

  it('keeps what people set of a rule', async () => {
    const files = tenRules();
    const { id, place } = await repositoryOf(files);
    await sync(api, id);
    await database.query(`UPDATE rules SET stage = 'SHADOW', enabled = false WHERE path = 'rules/0.yml'`);
    files.set('rules/0.yml', (files.get('rules/0.yml') ?? '').replace('Rule 0', 'Changed'));
    github.publish(place, tarGz(files));
    await sync(api, id);
    const { rows } = await database.query(
      `SELECT title, stage, enabled, version FROM rules WHERE repository_id = $1 AND path = 'rules/0.yml'`,
      [id],
    );
    expect(rows).toEqual([{ title: 'Changed', stage: 'SHADOW', enabled: false, version: 2 }]);
  });

  it('takes the folders, the branch and what else is set', async () => {
    const files = new Map([
      ['rules/a.yml', ruleText(randomUUID(), 'A')],
      ['rules/windows/b.yml', ruleText(randomUUID(), 'B')],
      ['other/c.yml', ruleText(randomUUID(), 'C')],
    ]);
    const git = { ref: 'release/1', folders: ['rules', 'oth*/**', '!rules/windows'] };
    const { id, place } = await repositoryOf(new Map(), git);
    github.publish(place, tarGz(files), 'release/1');
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 2 });
    expect((await rowsOf(id)).map(({ path }) => path)).toEqual(['other/c.yml', 'rules/a.yml']);
    const update =
      'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }';
    dataOf(await api.run(update, { input: { id, version: 1, git: { folders: ['rules', 'other'] } } }));
    expect(await sync(api, id)).toMatchObject({ isNotModified: false, added: 1, unchanged: 2 });
    expect(codeOf(await api.run(update, { input: { id, version: 1, name: 'late' } }))).toBe('CONFLICT');
  });

  it('takes its rules from the host alone', async () => {
    const { id } = await repositoryOf(tenRules());
    const file = { path: 'a.yml', text: ruleText(randomUUID(), 'Mine') };
    const upload = await api.run(UPLOAD, { input: { repositoryId: id, files: [file] } });
    expect(codeOf(upload)).toBe('CONFLICT');
    expect(codeOf(await api.run(CREATE_RULE, { input: { repositoryId: id, text: file.text } }))).toBe(
      'CONFLICT',
    );
  });

  it('is told to the audit log: who began it, and what it did', async () => {
    const { id } = await repositoryOf(tenRules());
    await sync(api, id);
    const { rows } = await database.query(
      'SELECT actor, action, after FROM audit_log WHERE object_id = $1 ORDER BY id',
      [id],
    );
    expect(rows).toMatchObject([
      { actor: EMAIL, action: 'CREATE' },
      { actor: EMAIL, action: 'SYNC', after: { step: 'start' } },
      { actor: 'sync', action: 'IMPORT', after: { addedCount: 10, changedCount: 0 } },
    ]);
  });
});

it('a rule that comes from a host is not deleted here: the next sync would bring it back', async () => {
  const { id } = await repositoryOf(tenRules());
  await sync(api, id);
  const { rows } = await database.query<{ id: string }>('SELECT id FROM rules WHERE repository_id = $1', [
    id,
  ]);
  const answer = await api.run('mutation ($id: ID!) { deleteRule(id: $id) { id } }', { id: rows[0]?.id });
  expect(codeOf(answer)).toBe('CONFLICT');
  expect(await rowsOf(id)).toHaveLength(10);
});

it('two who change a repository at once are told its whole state, but for secrets', async () => {
  const { id, place } = await repositoryOf(tenRules(), { accessToken: 'ghp_kept-secret' });
  const update = 'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }';
  dataOf(await api.run(update, { input: { id, version: 1, git: { maxRemovedPercent: 30 } } }));
  const answer = await api.run(update, { input: { id, version: 1, git: { maxRemovedPercent: 40 } } });
  expect(codeOf(answer)).toBe('CONFLICT');
  expect(answer.errors?.[0]?.extensions?.['current']).toMatchObject({
    ...{ version: 2, url: `https://github.com/${place}`, maxRemovedPercent: 30, accessToken: '(set)' },
  });
});

describe('a run that would remove many rules', () => {
  it('asks, and goes on when it is confirmed', async () => {
    const files = tenRules();
    const { id, place } = await repositoryOf(files);
    await sync(api, id);
    for (const index of [0, 1, 2]) files.delete(`rules/${index}.yml`);
    github.publish(place, tarGz(files));
    const asking = await sync(api, id);
    expect(asking).toMatchObject({ state: 'NEEDS_CONFIRMATION', removed: 3, error: /3 of 10/ });
    expect(await outcomesOf(asking)).toEqual([0, 1, 2].map((index) => `REMOVED rules/${index}.yml`));
    expect(await rowsOf(id)).toHaveLength(10);
    // What is confirmed is the commit that was looked at.
    github.publish(place, tarGz(new Map([['rules/x.yml', ruleText(randomUUID(), 'X')]])));
    dataOf(await confirm(asking.id));
    expect(await untilRun(api, asking.id, 'SUCCEEDED')).toMatchObject({ removed: 3, unchanged: 7 });
    expect(await rowsOf(id)).toHaveLength(7);
    expect(codeOf(await confirm(asking.id))).toBe('CONFLICT');
  });

  it('is not confirmed once the repository was changed: other rules would go', async () => {
    const files = tenRules();
    const { id, place } = await repositoryOf(files);
    await sync(api, id);
    github.publish(place, tarGz(new Map([...files].slice(0, 5))));
    const asking = await sync(api, id);
    expect(asking).toMatchObject({ state: 'NEEDS_CONFIRMATION', removed: 5 });
    dataOf(
      await api.run(
        'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }',
        {
          input: { id, version: 1, git: { maxRemovedPercent: 30 } },
        },
      ),
    );
    expect(codeOf(await confirm(asking.id))).toBe('CONFLICT');
    expect(await rowsOf(id)).toHaveLength(10);
  });

  it('removes no more than was confirmed', async () => {
    const files = tenRules();
    const { id, place } = await repositoryOf(files, { maxRemovedPercent: 0 });
    await sync(api, id);
    files.delete('rules/0.yml');
    github.publish(place, tarGz(files));
    const asking = await sync(api, id);
    await database.query('UPDATE sync_runs SET removed = 0 WHERE id = $1', [asking.id]);
    dataOf(await confirm(asking.id));
    await untilRun(api, asking.id, 'NEEDS_CONFIRMATION');
    expect(await rowsOf(id)).toHaveLength(10);
  });

  it('and removes all of them, as an empty host would, asks too', async () => {
    const { id, place } = await repositoryOf(tenRules());
    await sync(api, id);
    github.publish(place, tarGz(new Map([['README.md', '']])));
    expect(await sync(api, id)).toMatchObject({ state: 'NEEDS_CONFIRMATION', removed: 10 });
    github.publish(place, tarGz(tenRules()));
    const [newer, older] = [await sync(api, id), (await readRuns(api, id))[1]];
    expect([newer.state, older?.state]).toEqual(['NEEDS_CONFIRMATION', 'CANCELLED']);
  });

  function confirm(runId: string) {
    return api.run('mutation ($runId: ID!) { confirmSync(runId: $runId) { run { id } } }', { runId });
  }
});

describe('a host that answers with an error', () => {
  it.each([
    ['401', { status: 401 }, /access token/],
    ['403', { status: 403, body: 'no' }, /does not let this access token/],
    ['404', { status: 404 }, /no repository/],
    ['409', { status: 409 }, /is empty/],
    ['no commit', { status: 200, body: '<html>' }, /what is no commit/],
    ['a redirect inwards', { status: 302, headers: { location: 'https://127.0.0.1:1/' } }, /public internet/],
    ['a redirect to http', { status: 302, headers: { location: 'http://example.com/' } }, /not https/],
  ])('%s: the run says so', async (_what, answer, words) => {
    const { id, place } = await repositoryOf(tenRules());
    github.answerNext(place, answer);
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'FAILED', error: words as never, retryAt: null });
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 10 });
  });

  it.each([
    ['an archive that is none', { status: 200, body: 'no archive' }, /archive.*refused/],
    [
      'an archive that was cut',
      { status: 200, body: tarGz(tenRules()).subarray(0, 300) },
      /archive.*refused/,
    ],
    ['no archive', { status: 404 }, /no repository|does not show/],
  ])('%s: the rules stay as they are', async (_what, answer, words) => {
    const files = tenRules();
    const { id, place } = await repositoryOf(files);
    await sync(api, id);
    const rows = await rowsOf(id);
    files.delete('rules/0.yml');
    github.publish(place, tarGz(files));
    github.answerNext(`${place}/tarball`, answer);
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: words as never });
    expect(await rowsOf(id)).toEqual(rows);
  });

  it('without the folders that are set, the rules stay as they are', async () => {
    const { id } = await repositoryOf(tenRules(), { folders: ['rules', 'gone'] });
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: /"gone"/ as never });
  });

  it('that holds mostly other files tells each refused one, and what it took all the same', async () => {
    const files = tenRules();
    for (let index = 0; index < 1_500; index += 1) files.set(`rules/other-${index}.yml`, 'kind: dashboard\n');
    const { id } = await repositoryOf(files);
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'SUCCEEDED', added: 10, refused: 1_500 });
    const outcomes = await outcomesOf(run);
    expect(outcomes.filter((outcome) => outcome.startsWith('REFUSED'))).toHaveLength(1_500);
    expect(outcomes.filter((outcome) => outcome.startsWith('ADDED'))).toHaveLength(10);
  });

  it('that is busy or limits for a moment is asked again', async () => {
    const { id, place } = await repositoryOf(tenRules());
    const busy = [{ status: 503 }, { status: 429, headers: { 'retry-after': '1' } }];
    github.answerNext(`${place}/commits`, ...busy);
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 10 });
    const asked = github.requests.filter(({ path }) => path.includes(`${place}/commits`));
    expect(asked.map(({ status }) => status)).toEqual([503, 429, 200]);
  });

  it.each([
    ['retry-after', { status: 403, headers: { 'retry-after': '3600' } }],
    [
      'x-ratelimit-reset',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.round(Date.now() / 1000) + 3600),
        },
      },
    ],
  ])('that limits for long by %s is left alone so long', async (_what, answer) => {
    const { id, place } = await repositoryOf(tenRules());
    github.answerNext(place, answer);
    const run = await sync(api, id);
    const minutes = (Date.parse(run.retryAt ?? '') - Date.now()) / 60_000;
    expect(run).toMatchObject({ state: 'FAILED', error: /rate limit/ as never });
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThan(61);
    expect(codeOf(await startSync(api, id))).toBe('RATE_LIMITED');
    expect(github.requests.filter(({ path }) => path.includes(place))).toHaveLength(1);
  });
});

describe('an access token', () => {
  it('is sent to the host, kept encrypted, and shown nowhere', async () => {
    const token = `ghp_${randomUUID()}`;
    const { id, place } = await repositoryOf(tenRules(), { accessToken: token });
    github.makePrivate(place, token);
    github.requests.length = 0;
    // The stand-in's archives are of the same origin as its API, so the token goes there too.
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 10 });
    expect(new Set(github.requests.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${token}`]),
    );
    const { rows } = await database.query<{ text: string }>(
      `SELECT to_jsonb(r)::text AS text FROM repositories r UNION ALL SELECT to_jsonb(a)::text FROM audit_log a
       UNION ALL SELECT to_jsonb(o)::text FROM outbox_records o UNION ALL SELECT to_jsonb(s)::text FROM sync_runs s`,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
    const shown = await api.run('query ($id: ID!) { repository(id: $id) { git { hasAccessToken } } }', {
      id,
    });
    expect(dataOf(shown)).toEqual({ repository: { git: { hasAccessToken: true } } });
  });

  it('that the host does not take ends the run; taken away, it is gone', async () => {
    const { id, place } = await repositoryOf(tenRules(), { accessToken: 'wrong' });
    github.makePrivate(place, 'right');
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: /access token/ as never });
    const update = `mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) {
      repository { git { hasAccessToken } } } }`;
    const input = { id, version: 1, git: { accessToken: null } };
    expect(dataOf(await api.run(update, { input }))).toEqual({
      updateRepository: { repository: { git: { hasAccessToken: false } } },
    });
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: /needs an access token/ as never });
  });

  it('is encrypted anew with a new key at the start, and refused where there is no key', async () => {
    const same = { databaseUrl: api.databaseUrl, prefix: api.prefix };
    const { id, place } = await repositoryOf(tenRules(), { accessToken: 'ghp_kept' });
    github.makePrivate(place, 'ghp_kept');
    const stored = async (): Promise<unknown> =>
      (await database.query('SELECT access_token_key AS key FROM repositories WHERE id = $1', [id])).rows[0];
    const before = await stored();
    const rotated = await startTestApi(
      {
        GITHUB_API_URL: github.url,
        SECRETS_KEY: randomBytes(32).toString('base64'),
        SECRETS_OLD_KEYS: SECRETS_KEY,
      },
      same,
    );
    expect(await stored()).not.toEqual(before);
    await rotated.stop();
    const keyless = await startTestApi({ GITHUB_API_URL: github.url }, same);
    onTestFinished(() => keyless.stop());
    const answer = await keyless.run(CREATE_GIT, {
      input: { name: randomUUID(), git: { url: 'https://github.com/a/b', accessToken: 'x' } },
    });
    expect([codeOf(answer), answer.errors?.[0]?.message]).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('SECRETS_KEY'),
    ]);
  });
});

describe('a push that the host tells of', () => {
  const SECRET = 'it is secret'.replaceAll(' ', '-');

  function deliver(
    id: string,
    payload: object,
    { event = 'push', secret = SECRET }: { readonly event?: string; readonly secret?: string } = {},
  ): Promise<Response> {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return fetch(`${api.url}/hooks/repositories/${id}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-hub-signature-256': `sha256=${signature}`,
      },
      body,
    });
  }

  const pushOf = (place: string, ref = 'refs/heads/main') => ({
    ref,
    repository: { full_name: place, default_branch: 'main' },
  });

  it('begins a run; one of another branch, repository or event does not', async () => {
    const { id, place } = await repositoryOf(tenRules(), { webhookSecret: SECRET });
    const others = [
      await deliver(id, pushOf(place, 'refs/heads/other')),
      await deliver(id, pushOf('acme/other')),
      await deliver(id, { zen: 'Keep it logically awesome.' }, { event: 'ping' }),
    ];
    expect(await Promise.all(others.map((response) => response.json()))).toEqual(
      others.map(() => ({ receipt: 'IGNORED' })),
    );
    expect(await readRuns(api, id)).toEqual([]);
    const response = await deliver(id, pushOf(place));
    expect([response.status, await response.json()]).toEqual([202, { receipt: 'STARTED' }]);
    const [run] = await readRuns(api, id);
    expect(await untilRun(api, run!.id, 'SUCCEEDED')).toMatchObject({ trigger: 'PUSH', added: 10 });
  });

  it('while a run goes on is followed by another run', async () => {
    const files = tenRules();
    const { id, place } = await repositoryOf(files, { webhookSecret: SECRET });
    const release = github.holdArchives();
    const { syncRepository } = dataOf<{ syncRepository: { run: Run } }>(await startSync(api, id));
    await expect.poll(async () => (await readRun(api, syncRepository.run.id)).state).toBe('RUNNING');
    await expect.poll(() => github.requests.some(({ path }) => path.includes(`${place}/tarball`))).toBe(true);
    files.set('rules/new.yml', ruleText(randomUUID(), 'New'));
    github.publish(place, tarGz(files));
    expect((await deliver(id, pushOf(place))).status).toBe(202);
    release();
    await expect
      .poll(async () => (await readRuns(api, id)).map(({ state, added }) => `${state} ${added}`), {
        timeout: 20_000,
      })
      .toEqual(['SUCCEEDED 1', 'SUCCEEDED 10']);
  });

  it.each([
    ['another secret', { secret: 'other' }],
    ['a repository without a secret', { isWithout: true }],
    ['no repository', { id: randomUUID() }],
    ['no id', { id: 'seven' }],
  ])(
    'by %s is refused',
    async (
      _what,
      {
        secret = SECRET,
        isWithout = false,
        id: other = '',
      }: {
        readonly secret?: string;
        readonly isWithout?: boolean;
        readonly id?: string;
      },
    ) => {
      const { id, place } = await repositoryOf(tenRules(), isWithout ? {} : { webhookSecret: SECRET });
      const response = await deliver(other === '' ? id : other, pushOf(place), { secret });
      expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('signature')]);
      expect(await readRuns(api, id)).toEqual([]);
    },
  );

  it('that is signed and no push, or too long, is refused', async () => {
    const { id } = await repositoryOf(tenRules(), { webhookSecret: SECRET });
    expect((await deliver(id, { ref: 1 })).status).toBe(400);
    expect((await deliver(id, { filler: 'x'.repeat(1_100_000) })).status).toBe(413);
  });
});

it.each([
  [{ url: 'https://169.254.169.254/a/b' }],
  [{ url: 'http://github.com/a/b' }],
  [{ url: 'https://github.com/a/b', ref: '../x' }],
  [{ url: 'https://github.com/a/b', folders: ['{a,b}'] }],
  [{ url: 'https://github.com/a/b', intervalMinutes: 1 }],
  [{ url: 'https://github.com/a/b', cron: '* * * * *' }],
  [{ url: 'https://github.com/a/b', cron: '0 0 * * *', intervalMinutes: 60 }],
  [{ url: 'https://github.com/a/b', maxRemovedPercent: 101 }],
  [{ url: 'https://github.com/a/b', accessToken: 'a b' }],
])('a source of %j is refused', async (git) => {
  expect(codeOf(await api.run(CREATE_GIT, { input: { name: randomUUID(), git } }))).toBe('BAD_USER_INPUT');
});

it('a LOCAL repository is not synced', async () => {
  const create = 'mutation { createRepository(input: { name: "local" }) { repository { id } } }';
  const { createRepository } = dataOf<{ createRepository: { repository: { id: string } } }>(
    await api.run(create),
  );
  expect(codeOf(await startSync(api, createRepository.repository.id))).toBe('BAD_USER_INPUT');
});

it('files that are no Sigma are refused, each with what it is', async () => {
  const files = new Map([
    ['rules/a.yml', ruleText(randomUUID(), 'Sigma')],
    ['rules/b.yaml', 'name: b\nqueryPeriod: 1d\nquery: |\n  Events\n  | where x == 1\n'],
    ['rules/c.yml', 'name: c\nsearch: index=x | stats count\ndata_source: []\n'],
    ['rules/windows/d.toml', '[rule]\nlanguage = "eql"\ntype = "eql"\n'],
    ['pyproject.toml', '[project]\n'],
  ]);
  const { id, place } = await repositoryOf(files, { folders: ['rules', 'rules/**/*.toml'] });
  const run = await sync(api, id);
  expect(run).toMatchObject({ state: 'SUCCEEDED', added: 1, refused: 3 });
  const report = await readRunFiles(api, run.id);
  const codes = report
    .filter(({ outcome }) => outcome === 'REFUSED')
    .map((file) => [file.path, file.diagnostics[0]?.code]);
  expect(codes.toSorted()).toEqual([
    ['rules/b.yaml', 'foreign.kql'],
    ['rules/c.yml', 'foreign.spl'],
    ['rules/windows/d.toml', 'foreign.eql'],
  ]);
  const plain = await createGitRepository(api, { url: `https://github.com/${place}`, folders: ['rules'] });
  expect(await sync(api, plain)).toMatchObject({ added: 1, refused: 2 });
});

describe('of one repository', () => {
  it('one run is worked at, in any replica', async () => {
    const other = await startTestApi(
      { GITHUB_API_URL: github.url, SECRETS_KEY },
      { databaseUrl: api.databaseUrl, prefix: api.prefix },
    );
    onTestFinished(() => other.stop());
    const { id } = await repositoryOf(tenRules());
    const release = github.holdArchives();
    const answers = await Promise.all([api, other, api, other].map((replica) => startSync(replica, id)));
    expect(answers.map(codeOf).toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', undefined]);
    release();
    const [run, ...more] = await readRuns(api, id);
    expect(await untilRun(api, run!.id, 'SUCCEEDED')).toMatchObject({ added: 10 });
    expect(more).toEqual([]);
  });

  it('a run that is cancelled leaves nothing, and another one can begin', async () => {
    const { id } = await repositoryOf(tenRules());
    const release = github.holdArchives();
    const { syncRepository } = dataOf<{ syncRepository: { run: Run } }>(await startSync(api, id));
    await untilRun(api, syncRepository.run.id, 'RUNNING');
    const cancel = 'mutation ($runId: ID!) { cancelSync(runId: $runId) { run { state error } } }';
    const answer = await api.run(cancel, { runId: syncRepository.run.id });
    expect(dataOf(answer)).toEqual({
      cancelSync: { run: { state: 'CANCELLED', error: `Cancelled by ${EMAIL}.` } },
    });
    const second = sync(api, id);
    await delay(700);
    release();
    expect(await second).toMatchObject({ state: 'SUCCEEDED', added: 10 });
    expect(await readRun(api, syncRepository.run.id)).toMatchObject({ state: 'CANCELLED', added: 0 });
    expect(codeOf(await api.run(cancel, { runId: syncRepository.run.id }))).toBe('CONFLICT');
  });

  it('a run ends with the repository that is deleted under it', async () => {
    const { id } = await repositoryOf(tenRules());
    const release = github.holdArchives();
    await startSync(api, id);
    dataOf(await api.run('mutation ($id: ID!) { deleteRepository(id: $id) { id } }', { id }));
    release();
    expect(await readRuns(api, id)).toEqual([]);
    expect(await rowsOf(id)).toEqual([]);
  });
});

it('a repository with an interval is synced when its time has come, and only then', async () => {
  const { id } = await repositoryOf(tenRules(), { intervalMinutes: 60 });
  const untilRuns = async (count: number): Promise<readonly Run[]> => {
    for (;;) {
      const runs = await readRuns(api, id);
      if (runs.length >= count && runs.every(({ state }) => state === 'SUCCEEDED')) return runs;
      await delay(100);
    }
  };
  expect(await untilRuns(1)).toMatchObject([{ trigger: 'SCHEDULE', startedBy: 'sync', added: 10 }]);
  await database.query(
    `UPDATE sync_runs SET queued_at = now() - interval '59 min' WHERE repository_id = $1`,
    [id],
  );
  await delay(6_000);
  expect(await readRuns(api, id)).toHaveLength(1);
  await database.query(
    `UPDATE sync_runs SET queued_at = now() - interval '61 min' WHERE repository_id = $1`,
    [id],
  );
  expect(await untilRuns(2)).toMatchObject([{ isNotModified: true }, { added: 10 }]);
});

it('a repository with a schedule is synced at its times, shows the next one, and an interval takes its place', async () => {
  const read = async () => {
    const query =
      'query ($id: ID!) { repository(id: $id) { version nextSyncAt git { cron intervalMinutes } } }';
    const { repository } = dataOf<{
      repository: {
        version: number;
        nextSyncAt: string | null;
        git: { cron: string; intervalMinutes: number };
      };
    }>(await api.run(query, { id }));
    return repository;
  };
  const { id } = await repositoryOf(tenRules(), { cron: '0 0 29 feb *' });
  const { nextSyncAt, git, version } = await read();
  expect(git).toEqual({ cron: '0 0 29 FEB *', intervalMinutes: null });
  expect(nextSyncAt).toMatch(/^20\d\d-02-29T00:00:00/);
  await delay(6_000);
  expect(await readRuns(api, id)).toEqual([]);
  const set =
    "UPDATE repositories SET created_at = now() - interval '9 y', updated_at = now() - interval '9 y' WHERE id = $1";
  await database.query(set, [id]);
  await expect
    .poll(() => readRuns(api, id), { timeout: 10_000 })
    .toMatchObject([{ trigger: 'SCHEDULE', state: 'SUCCEEDED', added: 10 }]);
  await delay(6_000);
  expect(await readRuns(api, id)).toHaveLength(1);
  expect((await read()).nextSyncAt).toBe(nextSyncAt);

  const update = `mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }`;
  dataOf(await api.run(update, { input: { id, version, git: { intervalMinutes: 43_200 } } }));
  expect(await read()).toMatchObject({ git: { cron: null, intervalMinutes: 43_200 } });
  dataOf(await api.run(update, { input: { id, version: version + 1, git: { cron: '30 4 * * *' } } }));
  expect(await read()).toMatchObject({
    nextSyncAt: expect.stringContaining('T04:30:00') as string,
    git: { cron: '30 4 * * *', intervalMinutes: null },
  });
  dataOf(await api.run(update, { input: { id, version: version + 2, git: { cron: null } } }));
  expect(await read()).toMatchObject({ nextSyncAt: null, git: { cron: null, intervalMinutes: null } });
});
