import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startMatcher } from '@sluice/embedded';
import { createKafkaClient, createProducer } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { attackBundle } from './testing/attack-bundle.ts';
import { CREATE_RULE, createRepository, dataOf, ruleText } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

const examples = join(import.meta.dirname, '../../../docs/api');

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

async function createToken(scopes: readonly string[]): Promise<string> {
  const input = {
    name: scopes.join(' '),
    scopes,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const answer = await api.run(
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

it('the examples for curl are operations that work', async () => {
  const page = readFileSync(join(examples, 'README.md'), 'utf8');
  const bodies = [...page.matchAll(/-d '(\{[^']+\})'/g)].map(([, body = '']) => JSON.parse(body) as object);
  expect(bodies).toHaveLength(1);
  const token = await createToken(['RULES_READ']);
  for (const body of bodies) {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    expect(await response.json()).toMatchObject({ data: { testRule: { trials: [{ isMatch: true }] } } });
  }
});
