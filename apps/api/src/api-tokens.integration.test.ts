import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scope } from './modules/auth/index.ts';
import { codeOf, CREATE_RULE, createRepository, dataOf, ruleText } from './testing/operations.ts';
import {
  CREATE_API_TOKEN,
  createApiToken,
  createMember,
  createUser,
  inDays,
  logIn,
} from './testing/people.ts';
import { startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
let database: pg.Client;
beforeAll(async () => {
  api = await startTestApi();
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.stop();
});

const ME = '{ me { email role } }';
const TOKENS = '{ apiTokens { id name scopes expiresAt lastUsedAt } }';

async function tokens(session: string) {
  return dataOf<{ apiTokens: { id: string; lastUsedAt: string | null }[] }>(
    await api.run(TOKENS, {}, session),
  ).apiTokens;
}

describe('an API token', () => {
  it('begins with sluice_, is shown once, and is kept as its SHA-256 alone', async () => {
    const { secret } = await createApiToken(api, [Scope.RULES_READ]);
    expect(secret).toMatch(/^sluice_[\w-]{43}$/);
    const { rows } = await database.query<{ row: string }>(
      `SELECT t::text || encode(t.token_hash, 'escape') AS row FROM api_tokens t
       UNION ALL SELECT a::text FROM audit_log a`,
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { row } of rows) expect(row).not.toContain(secret.slice('sluice_'.length));
  });

  it('acts as its owner, and never as more than the owner is now', async () => {
    const engineer = await createMember(api, 'ENGINEER');
    const { secret } = await createApiToken(api, [Scope.RULES_WRITE, Scope.AUDIT_READ], engineer.token);
    expect(dataOf(await api.run(ME, {}, secret))).toEqual({
      me: { email: engineer.email, role: 'ENGINEER' },
    });
    expect(codeOf(await api.run('{ auditLog { pageInfo { hasNextPage } } }', {}, secret))).toBe('FORBIDDEN');
    const input = { repositoryId: await createRepository(api), text: ruleText(randomUUID(), 'By a token') };
    expect(codeOf(await api.run(CREATE_RULE, { input }, secret))).toBeUndefined();
    await api.run('mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }', {
      input: { id: engineer.id, role: 'VIEWER' },
    });
    expect(codeOf(await api.run(CREATE_RULE, { input }, secret))).toBe('FORBIDDEN');
  });

  it('is told by name in the audit log', async () => {
    const { secret } = await createApiToken(api, [Scope.RULES_WRITE]);
    const name = randomUUID();
    const create =
      'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { revision } }';
    expect(codeOf(await api.run(create, { input: { name } }, secret))).toBeUndefined();
    const log = await api.run(
      'query ($s: String) { auditLog(filter: { search: $s }) { edges { node { actor } } } }',
      {
        s: name,
      },
    );
    expect(JSON.stringify(log)).toMatch(/admin@sluice\.local by the API token/);
  });

  it('reads nothing through relations that it may not ask for', async () => {
    const { secret } = await createApiToken(api, [Scope.TOPICS_READ, Scope.METRICS_READ]);
    const ask = (query: string): Promise<Answer> => api.run(query, {}, secret);
    expect(
      codeOf(await ask('{ topics(includeInternal: true) { name } dashboard { revision } }')),
    ).toBeUndefined();
    const pipelines = await ask('{ topics(includeInternal: true) { name sourceOf { name } } }');
    expect(codeOf(pipelines)).toBe('FORBIDDEN');
    expect(pipelines.errors?.[0]?.message).toContain(
      '"Topic.sourceOf" needs an API token with the scope PIPELINES_READ',
    );
    expect(codeOf(await ask('{ dashboard { pipelines { name } } }'))).toBe('FORBIDDEN');
    expect(codeOf(await ask('{ dashboard { detections { id } } }'))).toBe('FORBIDDEN');
    const all = await createApiToken(api, Object.values(Scope));
    const everything =
      '{ topics(includeInternal: true) { sourceOf { name } } dashboard { detections { id } pipelines { name } } }';
    expect(codeOf(await api.run(everything, {}, all.secret))).toBeUndefined();
  });

  it('downloads the audit log with the scope for it alone', async () => {
    const member = await createMember(api, 'ENGINEER');
    const newcomer = await createUser(api, 'ADMIN');
    const secretOf = async (scopes: readonly string[], session = api.token): Promise<string> =>
      (await createApiToken(api, scopes, session)).secret;
    const statuses = [];
    for (const token of [
      await secretOf([Scope.AUDIT_READ]),
      await secretOf(Object.values(Scope).filter((scope) => scope !== Scope.AUDIT_READ)),
      await secretOf([Scope.AUDIT_READ], member.token),
      await logIn(api, newcomer.email, newcomer.password),
    ]) {
      const headers = { authorization: `Bearer ${token}` };
      statuses.push((await fetch(`${api.url}/export/audit-log.ndjson`, { headers })).status);
    }
    expect(statuses).toEqual([200, 403, 403, 403]);
  });

  it('tells when it was last used, to a minute', async () => {
    const member = await createMember(api, 'VIEWER');
    const { id, secret } = await createApiToken(api, [], member.token);
    const lastUsed = async () => (await tokens(member.token)).find((token) => token.id === id)?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await api.run(ME, {}, secret);
    const first = await lastUsed();
    expect(first).toEqual(expect.any(String));
    await api.run(ME, {}, secret);
    expect(await lastUsed()).toBe(first);
    await database.query("UPDATE api_tokens SET last_used_at = now() - interval '61 s' WHERE id = $1", [id]);
    await api.run(ME, {}, secret);
    expect(Date.parse((await lastUsed()) ?? '')).toBeGreaterThanOrEqual(Date.parse(first ?? ''));
  });

  it.each([
    ['in the past', -1],
    ['beyond a year', 367],
  ])('that would expire %s is refused', async (_when, days) => {
    const input = { name: randomUUID(), scopes: [], expiresAt: inDays(days) };
    expect(codeOf(await api.run(CREATE_API_TOKEN, { input }))).toBe('BAD_USER_INPUT');
  });

  it('with a name that its owner has used is refused, and more than 50 are', async () => {
    const { token } = await createMember(api, 'VIEWER');
    const create = (name: string): Promise<Answer> =>
      api.run(CREATE_API_TOKEN, { input: { name, scopes: [], expiresAt: inDays(1) } }, token);
    expect(codeOf(await create('ci'))).toBeUndefined();
    expect(codeOf(await create(' ci '))).toBe('CONFLICT');
    for (let count = 1; count < 50; count += 1) expect(codeOf(await create(`ci ${count}`))).toBeUndefined();
    expect(codeOf(await create('ci 50'))).toBe('BAD_USER_INPUT');
  });

  describe('is worth nothing', () => {
    const REVOKE = 'mutation ($id: ID!) { revokeApiToken(id: $id) { id } }';

    it('once it has expired', async () => {
      const { id, secret } = await createApiToken(api, []);
      expect(codeOf(await api.run(ME, {}, secret))).toBeUndefined();
      await database.query('UPDATE api_tokens SET expires_at = now() WHERE id = $1', [id]);
      expect(codeOf(await api.run(ME, {}, secret))).toBe('UNAUTHENTICATED');
    });

    it('once it is revoked, by its owner or an administrator and nobody else', async () => {
      const [owner, other] = [await createMember(api, 'ENGINEER'), await createMember(api, 'ENGINEER')];
      for (const session of [owner.token, api.token]) {
        const { id, secret } = await createApiToken(api, [], owner.token);
        expect(codeOf(await api.run(REVOKE, { id }, other.token))).toBe('NOT_FOUND');
        expect(codeOf(await api.run(ME, {}, secret))).toBeUndefined();
        dataOf(await api.run(REVOKE, { id }, session));
        expect(codeOf(await api.run(ME, {}, secret))).toBe('UNAUTHENTICATED');
      }
      const list = 'query ($userId: ID) { apiTokens(userId: $userId) { id } }';
      expect(codeOf(await api.run(list, { userId: owner.id }, other.token))).toBe('FORBIDDEN');
      expect(codeOf(await api.run(list, { userId: owner.id }))).toBeUndefined();
    });

    it('while its owner is inactive', async () => {
      const owner = await createMember(api, 'VIEWER');
      const { secret } = await createApiToken(api, [], owner.token);
      const setActive = (isActive: boolean): Promise<Answer> =>
        api.run('mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }', {
          input: { id: owner.id, isActive },
        });
      await setActive(false);
      expect(codeOf(await api.run(ME, {}, secret))).toBe('UNAUTHENTICATED');
      await setActive(true);
      expect(codeOf(await api.run(ME, {}, secret))).toBeUndefined();
    });
  });
});
