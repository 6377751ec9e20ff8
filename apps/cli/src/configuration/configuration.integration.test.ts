import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startApi, type RunningApp } from '@sluice/embedded';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { TypedDocumentString } from '../api/generated/graphql.ts';
import { logIn } from '../api/graphql-client.ts';

const main = join(import.meta.dirname, '../main.ts');
const credentials = { email: 'admin@sluice.local', password: 'correct-horse-battery-staple' };
const signal = new AbortController().signal;

let api: RunningApp;
let token: string;
beforeAll(async () => {
  const settings = {
    DATABASE_URL: inject('databaseUrl'),
    KAFKA_BROKERS: inject('kafkaBrokers'),
    SLUICE_PREFIX: `t${randomUUID().slice(0, 8)}`,
    ADMIN_EMAIL: credentials.email,
    ADMIN_PASSWORD: credentials.password,
  };
  api = await startApi(settings, undefined, { onLine: () => undefined, onDeath: () => undefined });
  const client = await logIn(api.url, credentials, signal);
  const input = {
    name: 'ci',
    scopes: ['PIPELINES_WRITE'],
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const create = new TypedDocumentString<{ createApiToken: { secret: string } }, { input: object }>(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
  );
  const answer = await client.run(create, { input });
  token = answer.createApiToken.secret;
}, 120_000);
afterAll(() => api.stop());

async function sluice(args: readonly string[], input = '', secret = token) {
  const child = spawn(process.execPath, ['--conditions=@sluice/source', main, ...args], {
    env: { ...process.env, SLUICE_URL: `${api.url}/`, SLUICE_TOKEN: secret },
  });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { out, err, code };
}

const filter = (user: string): string =>
  `version: 1\nfilters:\n  - name: Noise\n    text: "detection: {n: {User: ${user}}, condition: n}"\n`;

test('a script with an API token keeps the configuration as code', async () => {
  const first = await sluice(['apply', '-', '--prune'], filter('backup'));
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/^\+ filters "Noise"\n1 changed, in revision \d+\.\n$/);
  expect((await sluice(['apply', '-'], filter('backup'))).out).toMatch(/^No changes\./);

  const exported = await sluice(['export']);
  expect(exported.out).toContain('name: Noise');
  expect((await sluice(['diff', '-', '--prune'], exported.out)).code).toBe(0);

  const different = await sluice(['diff', '-'], filter('robot'));
  expect(different.code).toBe(2);
  expect(different.out).toMatch(
    /^~ filters "Noise"\n {4}text: ".*backup.*" → ".*robot.*"\n1 would change\.\n$/,
  );
  expect((await sluice(['diff', '-', '--prune'], 'version: 1')).out).toBe(
    '- filters "Noise"\n1 would change.\n',
  );
});

test('a folder holds it as well, one file for each kind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-configuration-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await sluice(['apply', '-', '--prune'], filter('folder'));
  expect(await sluice(['export', '--out', `${folder}/`])).toMatchObject({ code: 0, err: '' });
  expect(await readFile(join(folder, 'filters.yml'), 'utf8')).toContain('name: Noise');
  expect(await sluice(['diff', folder, '--prune'])).toMatchObject({ code: 0, err: '' });
  await writeFile(join(folder, 'more.yml'), filter('more').replace('Noise', 'More'));
  expect((await sluice(['apply', folder, '--prune'])).out).toMatch(/^\+ filters "More"\n1 changed/);
});

test.each([
  ['no token', ['export'], '', '', /SLUICE_TOKEN: is not set/],
  ['a token that there is not', ['export'], '', 'sluice_nonsense', /Log in first/],
  ['a document that can not be read', ['apply', '-'], 'version: 2', undefined, /can't be read: version/],
  ['a file that is missing', ['apply', '/nowhere.yml'], '', undefined, /nowhere\.yml/],
])('says what is wrong, and no more: %s', async (_what, args, input, secret, message) => {
  const { code, out, err } = await sluice(args, input, secret);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(message);
  expect(err).not.toContain('    at ');
});
