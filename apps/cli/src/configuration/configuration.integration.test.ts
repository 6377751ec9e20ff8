import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startApi, type RunningApp } from '@sluice/embedded';
import { createKafkaClient, createProducer } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
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
  token = await tokenFor('ci', ['PIPELINES_WRITE']);
}, 120_000);
afterAll(() => api.stop());

async function tokenFor(name: string, scopes: readonly string[]): Promise<string> {
  const client = await logIn(api.url, credentials, signal);
  const input = {
    name,
    scopes,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const create = new TypedDocumentString<{ createApiToken: { secret: string } }, { input: object }>(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
  );
  return (await client.run(create, { input })).createApiToken.secret;
}

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

test('rules that somebody set are told apart, and are a file of the folder', async () => {
  const client = await logIn(api.url, credentials, signal);
  const secret = await tokenFor('rules', ['PIPELINES_WRITE', 'RULES_WRITE']);
  await sluice(['apply', '-', '--prune'], 'version: 1\nrepositories: [{name: Rules}]\n', secret);
  const read = new TypedDocumentString<{ repositories: { id: string }[] }, object>('{ repositories { id } }');
  const repositoryId = (await client.run(read, {})).repositories[0]?.id;
  const upload = new TypedDocumentString<object, { input: object }>(
    'mutation ($input: UploadRulesInput!) { uploadRules(input: $input) { added } }',
  );
  const [id, rule] = [randomUUID(), 'level: high\nlogsource: {product: linux}\n'];
  const text = `title: One\nid: ${id}\n${rule}detection: {a: {Image: x}, condition: a}\n`;
  await client.run(upload, { input: { repositoryId, files: [{ path: 'one.yml', text }] } });

  const folder = await mkdtemp(join(tmpdir(), 'sluice-rules-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await sluice(['export', '--out', `${folder}/`], '', secret);
  expect(await readFile(join(folder, 'rules.yml'), 'utf8')).toBe('version: 1\nrules: []\n');
  const states = `version: 1\nrules:\n  - repository: Rules\n    id: ${id}\n    enabled: false\n    stage: SHADOW\n`;
  await writeFile(join(folder, 'rules.yml'), states);
  expect(await sluice(['diff', folder], '', secret)).toMatchObject({
    ...{ code: 2, err: '' },
    out: `~ rules "Rules/${id}"\n    enabled: true → false\n    stage: "LIVE" → "SHADOW"\n1 would change.\n`,
  });
  expect((await sluice(['apply', folder], '', secret)).out).toMatch(/\n1 changed, in revision \d+\.\n$/);
  expect((await sluice(['apply', folder, '--prune'], '', secret)).out).toMatch(/^No changes\./);
  await sluice(['export', '--out', `${folder}/`], '', secret);
  expect(await readFile(join(folder, 'rules.yml'), 'utf8')).toBe(states);
});

test('a dry run tells which rules come and go in which pipelines, and which can never fire', async () => {
  const client = await logIn(api.url, credentials, signal);
  const secret = await tokenFor('pipelines', ['PIPELINES_WRITE', 'RULES_WRITE', 'TOPICS_READ']);
  const [source, destination] = [`source-${randomUUID()}`, `destination-${randomUUID()}`];
  const create = new TypedDocumentString<object, { name: string }>(
    'mutation ($name: String!) { createTopic(input: { name: $name }) { topic { name } } }',
  );
  for (const name of [source, destination]) await client.run(create, { name });
  const repositories = 'version: 1\nrepositories: [{name: Rules}]\n';
  await sluice(['apply', '-', '--prune'], repositories, secret);
  const read = new TypedDocumentString<{ repositories: { id: string }[] }, object>('{ repositories { id } }');
  const repositoryId = (await client.run(read, {})).repositories[0]?.id;
  const upload = new TypedDocumentString<object, { input: object }>(
    'mutation ($input: UploadRulesInput!) { uploadRules(input: $input) { added } }',
  );
  const text = `title: One\nid: ${randomUUID()}\nlevel: high\nlogsource: {product: linux}\ndetection: {a: {Image: x}, condition: a}\n`;
  await client.run(upload, { input: { repositoryId, files: [{ path: 'one.yml', text }] } });

  const pipeline = `${repositories}pipelines:\n  - {name: Main, sourceTopics: [${source}], destinationTopic: ${destination}, repositories: [Rules]}\n`;
  const added = '+ pipelines "Main"\nrules of pipeline "Main": 1 added\n    + "One"\n1 would change.\n';
  expect(await sluice(['diff', '-'], pipeline, secret)).toEqual({ out: added, err: '', code: 2 });
  expect(await sluice(['apply', '-', '--dry-run'], pipeline, secret)).toEqual({
    out: added,
    err: '',
    code: 0,
  });
  expect((await sluice(['apply', '-'], pipeline, secret)).out).toMatch(/^\+ pipelines "Main"\n1 changed/);
  const gone = await sluice(['diff', '-', '--prune', '--sample', source], repositories, secret);
  expect(gone.out).toBe(
    '- pipelines "Main"\nrules of pipeline "Main": 1 removed\n    - "One"\n1 would change.\n',
  );
  const brokers = [inject('kafkaBrokers')];
  const producer = await createProducer(
    createKafkaClient({ brokers, clientId: 'test' }, createLogger('test', 'silent')),
  );
  await producer.send([{ topic: source, key: 'k', value: '{"User": "y"}' }]);
  await producer.close();
  const quiet =
    `${pipeline}filters: [{name: Noise, text: "detection: {n: {User: x}, condition: n}"}]\n`.replace(
      '[Rules]}',
      '[Rules], filters: [Noise]}',
    );
  const { out } = await sluice(['diff', '-', '--sample', source], quiet, secret);
  expect(out).toContain(
    'rules of pipeline "Main": 1 that can never fire on the events\n    ! "One" lacks Image\n',
  );
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
