import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { topicNames } from '@sluice/contracts';
import { startMatcher } from '@sluice/embedded';
import { createKafkaClient, createProducer } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { Scope } from './modules/auth/index.ts';
import { attackBundle } from './testing/attack-bundle.ts';
import { startGitHubStandIn } from './testing/github-stand-in.ts';
import { detectionAt } from './testing/messages.ts';
import {
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  createTopic,
  dataOf,
  pipelineInput,
  ruleText,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository, sync } from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';
import { sendRecords } from './testing/topic-records.ts';

const examples = join(import.meta.dirname, '../../../docs/api');

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** What a script writes to standard output and to standard error. */
async function runExample(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<[out: string, err: string]> {
  const script = spawn(process.execPath, [join(examples, name), ...args], { env });
  onTestFinished(() => void script.kill());
  return Promise.all([text(script.stdout), text(script.stderr)]);
}

async function createToken(scopes: readonly string[], at: TestApi = api): Promise<string> {
  const input = {
    name: randomUUID(),
    scopes,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const answer = await at.run(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
    { input },
  );
  return dataOf<{ createApiToken: { secret: string } }>(answer).createApiToken.secret;
}

it('a script with nothing but a token goes from nothing to its first detection, and so does it again', async () => {
  const log = createLogger('test', 'silent');
  const brokers = inject('kafkaBrokers');
  const settings = { KAFKA_BROKERS: brokers, SLUICE_PREFIX: api.prefix, LOG_LEVEL: 'silent' };
  const matcher = await startMatcher('m', settings, { onLine: () => undefined, onDeath: () => undefined });
  onTestFinished(() => matcher.stop());
  const producer = await createProducer(createKafkaClient({ brokers: [brokers], clientId: 'test' }, log));
  onTestFinished(() => producer.close());

  const SLUICE_TOKEN = await createToken([
    ...['RULES_WRITE', 'PIPELINES_WRITE', 'TOPICS_WRITE', 'DETECTIONS_READ'],
  ]);
  const event = '{"ParentImage":"/usr/sbin/nginx","Image":"/bin/sh"}';
  for (let run = 0; run < 2; run += 1) {
    const script = spawn(process.execPath, [join(examples, 'first-detection.mjs')], {
      env: { SLUICE_URL: api.url, SLUICE_TOKEN },
    });
    onTestFinished(() => void script.kill());
    const out = text(script.stdout);
    await once(script.stderr, 'data');
    if (run === 0) await producer.send([{ topic: 'first.events', key: null, value: event }]);
    expect(JSON.parse(await out)).toMatchObject({
      event,
      rules: [{ title: 'Shell by a web server', level: 'HIGH' }],
    });
  }
});

it('a script loads ATT&CK, tells what is covered and what is not, and writes a layer for Navigator', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-coverage-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [bundle, layer] = [join(folder, 'bundle.json'), join(folder, 'layer.json')];
  await writeFile(bundle, attackBundle('17.1'));
  const repositoryId = await createRepository(api);
  dataOf(await api.run(CREATE_RULE, { input: { repositoryId, text: ruleText(randomUUID(), 'Shell') } }));
  const SLUICE_TOKEN = await createToken(['RULES_WRITE']);
  const script = spawn(process.execPath, [join(examples, 'coverage.mjs'), bundle, layer], {
    env: { SLUICE_URL: api.url, SLUICE_TOKEN },
  });
  const [out, err] = await Promise.all([text(script.stdout), text(script.stderr)]);
  expect(err).toBe('');
  expect(out.split('\n')).toEqual([
    'Enterprise ATT&CK 17.1',
    'Execution: 1 of 2',
    'Defense Evasion: 0 of 1',
    'open: T1055 Process Injection, 0 rules in shadow, 0 idle',
    'open: T1059.001 PowerShell, 0 rules in shadow, 0 idle',
    'open: T1059.003 Windows Command Shell, 0 rules in shadow, 0 idle',
    '',
  ]);
  expect(JSON.parse(await readFile(layer, 'utf8'))).toMatchObject({
    name: 'Our rules',
    versions: { layer: '4.5' },
  });
});

it('a script syncs the rules of a git host, and finds nothing to do the second time', async () => {
  const github = await startGitHubStandIn();
  onTestFinished(() => {
    github.stop();
  });
  const files = ['a', 'b'].map((name) => [`rules/${name}.yml`, ruleText(randomUUID(), name)] as const);
  github.publish('acme/rules', tarGz(new Map([...files, ['other/c.yml', ruleText(randomUUID(), 'c')]])));
  const synced = await startTestApi({ GITHUB_API_URL: github.url });
  onTestFinished(() => synced.stop());
  const env = { SLUICE_URL: synced.url, SLUICE_TOKEN: await createToken(['RULES_WRITE'], synced) };
  const nothing = { changed: 0, removed: 0, refused: 0 };
  for (const expected of [
    { added: 2, unchanged: 0 },
    { added: 0, unchanged: 0 },
  ]) {
    const [out, err] = await runExample(
      'sync-repository.mjs',
      ['https://github.com/acme/rules', 'rules'],
      env,
    );
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({ ...nothing, ...expected });
  }
});

it('a script shows what upstream changed, and accepts it', async () => {
  const github = await startGitHubStandIn();
  const withGitHub = await startTestApi({ GITHUB_API_URL: github.url });
  onTestFinished(async () => {
    await withGitHub.stop();
    github.stop();
  });
  github.publish('acme/reviewed', tarGz(new Map([['rules/a.yml', ruleText(randomUUID(), 'Reviewed')]])));
  const git = { url: 'https://github.com/acme/reviewed', mode: 'REVIEW' };
  await sync(withGitHub, await createGitRepository(withGitHub, git, 'reviewed'));
  const SLUICE_TOKEN = await createToken(['RULES_READ', 'RULES_WRITE'], withGitHub);
  const env = { SLUICE_URL: withGitHub.url, SLUICE_TOKEN };
  const [shown, err] = await runExample('review-changes.mjs', ['reviewed'], env);
  expect([shown, err]).toEqual([
    expect.stringMatching(/^ADDED rules\/a\.yml\n@@ .*\n\+title: Reviewed\n/),
    '',
  ]);
  const [accepted] = await runExample('review-changes.mjs', ['reviewed', 'accept'], env);
  expect(accepted).toMatch(/\n\{"accepted":1,"revision":\d+\}\n$/);
  expect(await runExample('review-changes.mjs', ['reviewed', 'accept'], env)).toEqual(['', '']);
});

it('a script makes a log source of what is suggested by the events of a topic', async () => {
  const repositoryId = await createRepository(api);
  const text = ruleText(
    randomUUID(),
    'Child',
    '{s: {ParentImage|endswith: /nginx, Image: /bin/sh}, condition: s}',
  );
  dataOf(await api.run(CREATE_RULE, { input: { repositoryId, text } }));
  const topic = await createTopic(api);
  await sendRecords([{ topic, key: null, value: '{"parent_image":"/usr/sbin/nginx","Image":"/bin/sh"}' }]);
  const SLUICE_TOKEN = await createToken(['RULES_READ', 'PIPELINES_WRITE', 'TOPICS_READ']);
  const [out, err] = await runExample('map-fields.mjs', [topic], { SLUICE_URL: api.url, SLUICE_TOKEN });
  expect(err).toBe('');
  const [suggested, mapped, made] = out.split('\n');
  expect(suggested).toMatch(/^ParentImage \(\d rules\): parent_image$/);
  expect(JSON.parse(mapped ?? '')).toEqual({ ParentImage: '/usr/sbin/nginx' });
  expect(made).toMatch(/^log source [0-9a-f-]{36}$/);
});

it('a script watches detections as they come', async () => {
  const SLUICE_TOKEN = await createToken(['DETECTIONS_READ']);
  const script = spawn(process.execPath, [join(examples, 'watch-detections.mjs')], {
    env: { SLUICE_URL: api.url, SLUICE_TOKEN },
  });
  onTestFinished(() => void script.kill());
  await once(script.stderr, 'data');
  const detection = detectionAt(1, { matchedAt: new Date().toISOString() });
  await sendRecords([
    { topic: topicNames(api.prefix).detections, key: detection.id, value: JSON.stringify(detection) },
  ]);
  const [line] = (await once(script.stdout, 'data')) as [Buffer];
  expect(JSON.parse(String(line))).toMatchObject({ id: detection.id });
});

/** The command lines of a page, as they stand in it. */
function curlExamples(page: string): readonly string[] {
  return [...page.matchAll(/```sh\n(curl [^]+?)\n```/g)].map(([, command = '']) => command);
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** Runs it in a shell; where the machine has no curl, asks what curl would have asked. */
async function runCurl(command: string, env: Readonly<Record<string, string>>): Promise<string> {
  if (hasCurl) {
    const shell = spawn('sh', ['-c', command], { env: { ...env, PATH: process.env['PATH'] ?? '' } });
    return text(shell.stdout);
  }
  const filled = (part: string): string =>
    part.replaceAll(/\$([A-Z_]+)/g, (_, name: string) => env[name] ?? '');
  const url = filled(/curl -s "([^"]+)"/.exec(command)?.[1] ?? '');
  const body = bodyOf(command, env);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${env['SLUICE_TOKEN']}` };
  return (await fetch(url, body === undefined ? { headers } : { method: 'POST', headers, body })).text();
}

/** What a shell makes of the text behind `-d`: single quotes, and variables and quotes between them. */
function bodyOf(command: string, env: Readonly<Record<string, string>>): string | undefined {
  return /-d '([^]+)'$/
    .exec(command)?.[1]
    ?.replaceAll("'\\''", "'")
    .replaceAll(/'"\$([A-Z_]+)"'/g, (_, name: string) => env[name] ?? '');
}

it('the examples for curl and for Node work, each as it stands', { timeout: 240_000 }, async () => {
  const github = await startGitHubStandIn();
  const fresh = await startTestApi({ GITHUB_API_URL: github.url });
  onTestFinished(async () => {
    await fresh.stop();
    github.stop();
  });
  const contentBase64 = Buffer.from(attackBundle('17.1')).toString('base64');
  const load =
    'mutation ($input: UploadAttackCatalogueInput!) { uploadAttackCatalogue(input: $input) { catalogue { name } } }';
  dataOf(await fresh.run(load, { input: { contentBase64 } }));
  for (const name of ['example.events', 'example.detections'])
    dataOf(
      await fresh.run(
        'mutation ($name: String!) { createTopic(input: { name: $name }) { topic { name } } }',
        {
          name,
        },
      ),
    );
  await sendRecords([{ topic: 'example.events', key: null, value: '{"parent_image":"/bin/sh"}' }]);
  github.publish('acme/own', tarGz(new Map([['rules/a.yml', ruleText(randomUUID(), 'A')]])));
  const { pipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
    await fresh.run(CREATE_PIPELINE, { input: await pipelineInput(fresh) }),
  ).createPipeline;
  const env = {
    SLUICE_URL: fresh.url,
    SLUICE_TOKEN: await createToken(Object.values(Scope), fresh),
    REPOSITORY: await createRepository(fresh),
    PIPELINE: pipeline.id,
    RULE: randomUUID(),
    GIT_REPOSITORY: await createGitRepository(fresh, { url: 'https://github.com/acme/own' }),
  };
  const commands = curlExamples(readFileSync(join(examples, 'README.md'), 'utf8'));
  const requests = commands.filter((command) => command.includes('/graphql'));
  const exports = commands.filter((command) => command.includes('/export/'));
  expect([commands.length, requests.length, exports.length]).toEqual([26, 25, 1]);
  for (const command of requests) {
    const answer: unknown = JSON.parse(await runCurl(command, env));
    expect(answer, command).toEqual({ data: expect.any(Object) as object });
  }
  for (const command of exports) {
    expect(await runCurl(command, env)).toContain('CREATE');
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const [lines, err] = await runExample('export-audit-log.mjs', [from], env);
    expect(err).toBe('');
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown).length,
    ).toBeGreaterThan(5);
  }
  // What is a name of something is taken by now.
  for (const command of requests.filter((each) => !/mutation .*[cC]reate|clone|syncRepository/.test(each))) {
    const [out, err] = await runExample('ask.mjs', [bodyOf(command, env) ?? ''], env);
    expect([err, Object.keys(JSON.parse(out) as object).length], command).toEqual(['', expect.any(Number)]);
  }
  const [, refused] = await runExample('ask.mjs', ['{"query": "{ rule(id: \\"none\\") { id } }"}'], env);
  expect(refused).toMatch(/^NOT_FOUND: There is no rule with id none\./);
});
