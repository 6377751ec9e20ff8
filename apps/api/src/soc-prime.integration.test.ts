import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CUT_OFF, startSocPrimeStandIn, type SocPrimeStandIn } from './testing/soc-prime-stand-in.ts';
import { codeOf, dataOf, ruleText } from './testing/operations.ts';
import { EMAIL, startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';
import { readRunFiles, startSync, sync } from './testing/sync-operations.ts';

const SECRETS_KEY = randomBytes(32).toString('base64');
const API_KEY = `key-${randomUUID()}`;
let api: TestApi;
let platform: SocPrimeStandIn;
let database: pg.Client;
beforeAll(async () => {
  platform = await startSocPrimeStandIn();
  platform.keys.add(API_KEY);
  api = await startTestApi({ SOC_PRIME_API_URL: platform.url, SECRETS_KEY });
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.stop();
  platform.stop();
});
beforeEach(async () => {
  dataOf(await setKey(API_KEY));
});

function setKey(apiKey: string): Promise<Answer> {
  return api.run('mutation ($apiKey: String!) { setSocPrimeApiKey(apiKey: $apiKey) { account { setBy } } }', {
    apiKey,
  });
}

function add(...ids: readonly string[]): Promise<Answer> {
  return api.run(
    `mutation ($ids: [ID!]!) { addSocPrimeRepositories(ids: $ids) {
      added { id name type socPrime { platformId intervalMinutes } } skipped { id } revision } }`,
    { ids },
  );
}

/** A repository of the platform with rules a, b and c, and the one here that follows it. */
async function addedRepository(name: string = randomUUID()): Promise<{ platformId: string; id: string }> {
  const platformId = randomUUID();
  platform.putRepository(platformId, name);
  for (const rule of ['a', 'b', 'c'])
    platform.putRule(platformId, `${platformId}-${rule}`, ruleText(`${platformId}-${rule}`, `Rule ${rule}`));
  const { addSocPrimeRepositories } = dataOf<{
    addSocPrimeRepositories: { added: { id: string; name: string }[] };
  }>(await add(platformId));
  const id = addSocPrimeRepositories.added[0]!.id;
  // What begins by itself would come between.
  await database.query('UPDATE repositories SET interval_minutes = NULL WHERE id = $1', [id]);
  await database.query(`DELETE FROM sync_runs WHERE repository_id = $1 AND state = 'QUEUED'`, [id]);
  return { platformId, id };
}

async function titlesOf(id: string): Promise<readonly string[]> {
  const query = 'SELECT title FROM rules WHERE repository_id = $1 ORDER BY title';
  return (await database.query<{ title: string }>(query, [id])).rows.map(({ title }) => title);
}

describe('the API key', () => {
  it('is checked, kept encrypted, shown nowhere, and told to the audit log', async () => {
    const { rows } = await database.query<{ text: string }>(
      `SELECT to_jsonb(s)::text AS text FROM soc_prime_account s UNION ALL SELECT to_jsonb(a)::text FROM audit_log a`,
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ text }) => text.includes(API_KEY))).toEqual([]);
    expect(dataOf(await api.run('{ socPrimeAccount { setBy } }'))).toEqual({
      socPrimeAccount: { setBy: EMAIL },
    });
    const { rows: audit } = await database.query(
      `SELECT actor FROM audit_log WHERE object_type = 'SOC_PRIME_KEY' LIMIT 1`,
    );
    expect(audit).toEqual([{ actor: EMAIL }]);
  });

  it('that the platform refuses is not kept; the one before stays', async () => {
    const answer = await setKey('wrong');
    expect([codeOf(answer), answer.errors?.[0]?.message]).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('does not accept'),
    ]);
    expect(codeOf(await setKey('two words'))).toBe('BAD_USER_INPUT');
    expect(codeOf(await api.run('{ socPrimeRepositories { id } }'))).toBeUndefined();
  });

  it('that can not be checked is not kept', async () => {
    platform.answerNext('custom-repositories', { status: 429, headers: { 'retry-after': '100' } });
    const limited = await setKey(API_KEY);
    expect([codeOf(limited), limited.errors?.[0]?.extensions['retryAt']]).toEqual([
      'RATE_LIMITED',
      expect.any(String),
    ]);
    platform.answerNext('custom-repositories', { status: 200, body: '<html>' });
    expect(codeOf(await setKey(API_KEY))).toBe('UPSTREAM_UNAVAILABLE');
    platform.answerNext('custom-repositories', { status: 200, body: '{"id": 1}' });
    expect(codeOf(await setKey(API_KEY))).toBe('UPSTREAM_UNAVAILABLE');
  });

  it('is encrypted anew with a new key at the start', async () => {
    const stored = async (): Promise<unknown> =>
      (await database.query('SELECT api_key_key FROM soc_prime_account')).rows[0];
    const before = await stored();
    const newKey = randomBytes(32).toString('base64');
    const rotated = await startTestApi(
      { SOC_PRIME_API_URL: platform.url, SECRETS_KEY: newKey, SECRETS_OLD_KEYS: SECRETS_KEY },
      { databaseUrl: api.databaseUrl, prefix: api.prefix },
    );
    onTestFinished(() => rotated.stop());
    expect(await stored()).not.toEqual(before);
    expect(codeOf(await rotated.run('{ socPrimeRepositories { id } }'))).toBeUndefined();
  });

  it('that is removed is asked for', async () => {
    const { id } = await addedRepository();
    const remove = 'mutation { removeSocPrimeApiKey { isRemoved } }';
    expect(dataOf(await api.run(remove))).toEqual({ removeSocPrimeApiKey: { isRemoved: true } });
    expect(dataOf(await api.run(remove))).toEqual({ removeSocPrimeApiKey: { isRemoved: false } });
    expect(codeOf(await api.run('{ socPrimeRepositories { id } }'))).toBe('CONFLICT');
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: /no API key/ as never });
  });
});

describe('repositories of the platform', () => {
  it('are browsed and added; twice is once, and a name that is taken is told apart', async () => {
    const name: string = `Rules ${randomUUID()}`;
    const { platformId, id } = await addedRepository(name);
    const second = randomUUID();
    platform.putRepository(second, name);
    const { addSocPrimeRepositories } = dataOf<{
      addSocPrimeRepositories: { added: { name: string }[]; skipped: { id: string }[] };
    }>(await add(platformId, second, second));
    expect(addSocPrimeRepositories.skipped).toEqual([{ id }]);
    expect(addSocPrimeRepositories.added).toMatchObject([
      { name: `${name} (${second.slice(0, 17)})`, type: 'SOC_PRIME', socPrime: { platformId: second } },
    ]);
    const { socPrimeRepositories } = dataOf<{ socPrimeRepositories: { id: string }[] }>(
      await api.run('{ socPrimeRepositories { id name repository { id } } }'),
    );
    expect(socPrimeRepositories.find((each) => each.id === platformId)).toEqual({
      ...{ id: platformId, name, repository: { id } },
    });
  });

  it('that are unknown keep the known ones out too', async () => {
    const known = randomUUID();
    platform.putRepository(known, known);
    expect(codeOf(await add(known, 'unknown'))).toBe('BAD_USER_INPUT');
    const query = 'SELECT 1 FROM repositories WHERE platform_id = $1';
    expect((await database.query(query, [known])).rows).toEqual([]);
  });

  it('take a schedule and no address', async () => {
    const { id } = await addedRepository();
    const update = `mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) {
      repository { socPrime { intervalMinutes maxRemovedPercent } } } }`;
    const input = { id, version: 1, socPrime: { intervalMinutes: null, maxRemovedPercent: 50 } };
    expect(dataOf(await api.run(update, { input }))).toEqual({
      updateRepository: { repository: { socPrime: { intervalMinutes: null, maxRemovedPercent: 50 } } },
    });
    const git = { id, version: 2, git: { url: 'https://github.com/a/b' } };
    expect(codeOf(await api.run(update, { input: git }))).toBe('BAD_USER_INPUT');
  });
});

describe('a sync', () => {
  it('brings all rules, then what changed alone; the second time nothing is written', async () => {
    const { platformId, id } = await addedRepository();
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 3 });
    const rows = async (): Promise<unknown> =>
      (
        await database.query(`SELECT path, ctid, xmin FROM rules WHERE repository_id = $1 ORDER BY path`, [
          id,
        ])
      ).rows;
    const before = await rows();
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', isNotModified: true });
    expect(await rows()).toEqual(before);

    platform.putRule(platformId, `${platformId}-d`, ruleText(randomUUID(), 'Rule d'));
    platform.putRule(platformId, `${platformId}-e`, 'title: broken');
    platform.removeRule(platformId, `${platformId}-a`);
    dataOf(await api.run(CHANGE, { input: { id, version: 1, socPrime: { maxRemovedPercent: 40 } } }));
    // The settings changed: everything is read.
    const full = await sync(api, id);
    expect(full).toMatchObject({ state: 'SUCCEEDED', added: 1, removed: 1, unchanged: 2, refused: 1 });
    platform.requests.length = 0;
    platform.putRule(platformId, `${platformId}-b`, ruleText(`${platformId}-b`, 'Changed'));
    platform.removeRule(platformId, `${platformId}-e`);
    platform.removeRule(platformId, `${platformId}-c`);
    const delta = await sync(api, id);
    expect(platform.requests.map(({ path }) => path)).toEqual([
      expect.stringContaining('/v1/custom-content-ids?'),
      expect.stringContaining('updated_after='),
    ]);
    expect(delta).toMatchObject({ state: 'SUCCEEDED', added: 0, changed: 1, removed: 1 });
    expect(await titlesOf(id)).toEqual(['Changed', 'Rule d']);
    platform.putRule(platformId, `${platformId}-b`, ruleText('another', 'Other id'));
    await database.query('UPDATE repositories SET max_removed_percent = 50 WHERE id = $1', [id]);
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 1, removed: 1 });
    expect(await titlesOf(id)).toEqual(['Other id', 'Rule d']);
  });

  it('finds a rule that came into the repository without having changed', async () => {
    const { platformId, id } = await addedRepository();
    await sync(api, id);
    platform.putRule(platformId, `${platformId}-old`, ruleText(randomUUID(), 'Old'), '2020-01-01T00:00:00Z');
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 1, unchanged: 3 });
    expect(await sync(api, id)).toMatchObject({ isNotModified: true });
  });

  it('that would remove many rules asks', async () => {
    const { platformId, id } = await addedRepository();
    await sync(api, id);
    platform.removeRule(platformId, `${platformId}-a`);
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'NEEDS_CONFIRMATION', removed: 1 });
    expect(await readRunFiles(api, run.id)).toMatchObject([
      { path: `${platformId}-a.yml`, outcome: 'REMOVED' },
    ]);
    expect(await titlesOf(id)).toHaveLength(3);
  });

  it.each([
    ['401', { status: 401 }, /does not accept the API key/],
    ['404', { status: 404 }, /no such repository/],
    ['400', { status: 400, body: '{"detail": "bad\\nthing"}' }, /400: bad thing/],
    ['what is no JSON', { status: 200, body: '<html>' }, /no JSON/],
    ['something else', { status: 200, body: '[{"case": {"id": "../x"}}]' }, /something else/],
    ['a redirect inwards', { status: 302, headers: { location: 'https://127.0.0.1:1/' } }, /public internet/],
  ])('that is answered with %s fails, and the rules stay', async (_what, answer, words) => {
    const { id } = await addedRepository();
    await sync(api, id);
    platform.answerNext('custom-content?', answer);
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: words as never });
    expect(await titlesOf(id)).toHaveLength(3);
  });

  it('asks again where the platform is busy, cut off, or limits for a moment', async () => {
    const { id } = await addedRepository();
    const limited = { status: 429, headers: { 'retry-after': '1' } };
    platform.answerNext('custom-content-ids', CUT_OFF, { status: 503 }, limited);
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 3 });
  });

  it.each([
    ['Retry-After', { 'retry-after': '3600' }],
    ['its own header', { 'x-rate-limit-reset-timestamp': String(Math.round(Date.now() / 1000) + 3600) }],
  ])('that is limited for long by %s leaves the platform alone so long', async (_what, headers) => {
    const { id } = await addedRepository();
    platform.answerNext('custom-content-ids', { status: 429, headers });
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'FAILED', error: /rate limit/ as never });
    expect((Date.parse(run.retryAt ?? '') - Date.now()) / 60_000).toBeGreaterThan(58);
    expect(codeOf(await startSync(api, id))).toBe('RATE_LIMITED');
  });

  const CHANGE = 'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { revision } }';
});

describe('a rule that was edited here', () => {
  const SEND = `mutation ($input: RuleAtInput!) { sendOverride(input: $input) {
    rule { version overridden text } revision } }`;

  async function editedRule() {
    const { platformId, id } = await addedRepository();
    await sync(api, id);
    const path = `${platformId}-a.yml`;
    const { rows } = await database.query<{ id: string }>('SELECT id FROM rules WHERE path = $1', [path]);
    const text = ruleText(`${platformId}-a`, 'Mine');
    const input = { id: rows[0]!.id, version: 1, text };
    dataOf(
      await api.run('mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }', {
        input,
      }),
    );
    return { platformId, repositoryId: id, input: { id: input.id, version: 2 }, text };
  }

  it('is sent to the platform, and is its own from then on', async () => {
    const { platformId, repositoryId, input, text } = await editedRule();
    expect(dataOf(await api.run(SEND, { input }))).toMatchObject({
      sendOverride: { rule: { version: 3, overridden: false, text } },
    });
    expect(platform.textOf(platformId, `${platformId}-a`)).toBe(text);
    const sent = platform.requests.findLast(({ body }) => body !== '');
    expect(JSON.parse(sent?.body ?? '')).toEqual({ rule_text: text, siem_type: 'sigma' });
    expect(await sync(api, repositoryId)).toMatchObject({ changed: 0, kept: 0, unchanged: 3 });
    expect(codeOf(await api.run(SEND, { input: { ...input, version: 3 } }))).toBe('CONFLICT');
  });

  it('that the platform does not take stays an override', async () => {
    const { platformId, input } = await editedRule();
    platform.answerNext('custom-content/', { status: 400, body: '{"detail": "no"}' });
    expect(codeOf(await api.run(SEND, { input }))).toBe('BAD_USER_INPUT');
    platform.answerNext('custom-content/', { status: 302, headers: { location: 'https://127.0.0.1:1/' } });
    expect(codeOf(await api.run(SEND, { input }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await api.run(SEND, { input: { ...input, version: 1 } }))).toBe('CONFLICT');
    expect(platform.textOf(platformId, `${platformId}-a`)).toContain('Rule a');
    const { rule } = dataOf<{ rule: { overridden: boolean } }>(
      await api.run('query ($id: ID!) { rule(id: $id) { overridden } }', { id: input.id }),
    );
    expect(rule.overridden).toBe(true);
  });

  it('is found to be the same where the process ended after the platform had taken it', async () => {
    const { platformId, repositoryId, input, text } = await editedRule();
    platform.putRule(platformId, `${platformId}-a`, text);
    expect(await sync(api, repositoryId)).toMatchObject({ kept: 1, changed: 0 });
    const { rule } = dataOf<{ rule: object }>(
      await api.run('query ($id: ID!) { rule(id: $id) { overridden text } }', { id: input.id }),
    );
    expect(rule).toEqual({ overridden: false, text });
  });
});
