import { randomUUID } from 'node:crypto';
import { startMatcher } from '@sluice/embedded';
import {
  createKafkaClient,
  createProducer,
  startLogReader,
  type KafkaClient,
  type Producer,
} from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { afterAll, beforeAll, expect, inject, it, onTestFinished, vi } from 'vitest';
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

// What the API accepts, the matcher executes: from the mutation to the event that comes out, with a real matcher.

let api: TestApi;
let client: KafkaClient;
let producer: Producer;
let stopMatcher: () => Promise<void>;
beforeAll(async () => {
  const log = createLogger('test', 'silent');
  api = await startTestApi();
  const brokers = inject('kafkaBrokers');
  client = createKafkaClient({ brokers: [brokers], clientId: 'test' }, log);
  producer = await createProducer(client);
  const settings = { KAFKA_BROKERS: brokers, SLUICE_PREFIX: api.prefix, LOG_LEVEL: 'silent' };
  const matcher = await startMatcher('m', settings, { onLine: () => undefined, onDeath: () => undefined });
  stopMatcher = () => matcher.stop();
});
afterAll(async () => {
  await stopMatcher();
  await producer.close();
  await api.stop();
});

type Written = Readonly<Record<string, unknown>>;

/** A pipeline with one rule, and what comes out of it. */
interface Running {
  readonly repositoryId: string;
  readonly ruleId: string;
  readonly pipelineId: string;
  /** Changes the pipeline, and waits until the matcher has the change. */
  update(changes: object): Promise<void>;
  /** What was written, by the key of what was sent. */
  readonly written: ReadonlyMap<string, Written>;
  /** Sends an event and answers what was written of it. */
  send(event: object): Promise<Written>;
}

/** Waits until the matcher works by a revision. */
async function applied(revision: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const { dashboard } = dataOf<{ dashboard: { workers: { appliedRevision: number }[] } }>(
        await api.run('{ dashboard { workers { appliedRevision } } }'),
      );
      expect(dashboard.workers[0]?.appliedRevision).toBeGreaterThanOrEqual(revision);
    },
    { timeout: 30_000, interval: 50 },
  );
}

async function run(operation: string, variables: object): Promise<{ readonly revision: number } & Written> {
  const answer = dataOf<Record<string, { revision: number } & Written>>(
    await api.run(operation, variables as Record<string, unknown>),
  );
  const [payload] = Object.values(answer);
  if (payload === undefined) throw new Error('the operation answers nothing');
  return payload;
}

const UPDATE_PIPELINE =
  'mutation ($input: UpdatePipelineInput!) { updatePipeline(input: $input) { pipeline { version } revision } }';
const UPDATE_RULE =
  'mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { rule { version } revision } }';
const CREATE_FILTER =
  'mutation ($input: CreateFilterInput!) { createFilter(input: $input) { filter { id } diagnostics { code line column } revision } }';
const CREATE_LOG_SOURCE =
  'mutation ($input: CreateLogSourceInput!) { createLogSource(input: $input) { logSource { id } diagnostics { code line column } revision } }';

async function start(changes: object = {}, from?: string): Promise<Running> {
  const [source, destinationTopic] = [from ?? (await createTopic(api)), await createTopic(api)];
  const repositoryId = await createRepository(api);
  const { rule } = await run(CREATE_RULE, { input: { repositoryId, text: ruleText(randomUUID(), 'Shell') } });
  // Untagged events are written too, so that whatever comes of an event is seen.
  const input = {
    ...{ name: randomUUID(), sourceTopics: [source], destinationTopic, repositoryIds: [repositoryId] },
    ...{ startPosition: 'EARLIEST', writeUntagged: true },
    ...changes,
  };
  const { pipeline, revision } = await run(CREATE_PIPELINE, { input });
  await applied(revision);
  const { id: pipelineId } = pipeline as { id: string };
  let { version } = pipeline as { version: number };

  const written = new Map<string, Written>();
  const reader = await startLogReader(client, {
    groupId: randomUUID(),
    topic: destinationTopic,
    from: 'beginning',
    onTrouble: () => undefined,
    onRecords(records) {
      for (const { key, value } of records) written.set(String(key), JSON.parse(String(value)) as Written);
    },
  });
  onTestFinished(() => reader.stop());

  return {
    repositoryId,
    ruleId: (rule as { id: string }).id,
    pipelineId,
    written,
    async update(changes) {
      const change = await run(UPDATE_PIPELINE, { input: { id: pipelineId, version, ...changes } });
      ({ version } = change['pipeline'] as { version: number });
      await applied(change.revision);
    },
    async send(event) {
      const key = randomUUID();
      await producer.send([{ topic: source, key, value: JSON.stringify(event) }]);
      return vi.waitFor(
        () => {
          const found = written.get(key);
          if (found === undefined) throw new Error('nothing came out');
          return found;
        },
        { timeout: 30_000, interval: 20 },
      );
    },
  };
}

async function createLogSource(input: object): Promise<string> {
  const { logSource } = await run(CREATE_LOG_SOURCE, { input: { name: randomUUID(), ...input } });
  return (logSource as { id: string }).id;
}

async function createFilter(text: string): Promise<string> {
  const { filter } = await run(CREATE_FILTER, { input: { name: randomUUID(), text } });
  return (filter as { id: string }).id;
}

const shell = { Image: '/bin/sh' };
const isTagged = (event: Written): boolean => 'sluice' in event;

it('a parsing script, and whether what it makes is written', async () => {
  const { update, send } = await start();
  const event = { message: JSON.stringify(shell) };
  expect(isTagged(await send(event))).toBe(false);
  await update({ logSourceId: await createLogSource({ script: 'parse_json(field="message")' }) });
  const tagged = await send(event);
  expect(isTagged(tagged)).toBe(true);
  expect(tagged).toMatchObject(event);
  await update({ writeParsed: true });
  const parsed = await send(event);
  expect(parsed).toMatchObject(shell);
  expect(parsed).not.toHaveProperty('message');
});

it('a mapping of fields', async () => {
  const { update, send } = await start();
  const event = { proc: { exe: '/bin/sh' } };
  expect(isTagged(await send(event))).toBe(false);
  await update({
    logSourceId: await createLogSource({ mapping: [{ field: 'Image', sources: ['proc.exe'] }] }),
  });
  expect(isTagged(await send(event))).toBe(true);
  await update({ logSourceId: null });
  expect(isTagged(await send(event))).toBe(false);
});

it('a filter, and whether what it takes out is written', async () => {
  const { update, send } = await start();
  const filterId = await createFilter('detection: {noise: {User: backup}, condition: noise}');
  await update({ filterIds: [filterId], writeFiltered: true });
  expect(isTagged(await send({ ...shell, User: 'backup' }))).toBe(false);
  expect(isTagged(await send({ ...shell, User: 'ann' }))).toBe(true);
});

it('custom fields', async () => {
  const { update, send } = await start();
  await update({ customFields: { site: 'berlin', owner: { team: 1 } } });
  const tagged = await send(shell);
  expect(isTagged(tagged)).toBe(true);
  expect(tagged).toMatchObject({ ...shell, site: 'berlin', owner: { team: 1 } });
  expect(await send({ site: 'oslo' })).toMatchObject({ site: 'oslo', owner: { team: 1 } });
});

it('a rule that is disabled in one pipeline', async () => {
  const { ruleId, update, send } = await start();
  await update({ disabledRuleIds: [ruleId] });
  expect(isTagged(await send(shell))).toBe(false);
  await update({ disabledRuleIds: [] });
  expect(isTagged(await send(shell))).toBe(true);
});

it('the stages of a rule, and a level in place of its own', async () => {
  const { ruleId, send } = await start();
  let version = 1;
  const change = async (changes: object): Promise<void> => {
    const { revision } = await run(UPDATE_RULE, { input: { id: ruleId, version, ...changes } });
    version += 1;
    await applied(revision);
  };
  await change({ stage: 'SHADOW' });
  expect(isTagged(await send(shell))).toBe(false);
  await change({ stage: 'DRAFT' });
  expect(isTagged(await send(shell))).toBe(false);
  await change({ stage: 'LIVE', levelOverride: 'LOW' });
  expect(await send(shell)).toMatchObject({ sigma_detections: [{ severity: 'low' }] });
  await change({ levelOverride: null });
  expect(await send(shell)).toMatchObject({ sigma_detections: [{ severity: 'high' }] });
});

it('a start at a time leaves out what came before it, in each partition', async () => {
  const source = await createTopic(api);
  const noon = Date.parse('2026-11-20T12:00:00Z');
  const at = (key: string, timestampMs: number) => ({
    ...{ topic: source, key, value: JSON.stringify(shell), timestampMs },
  });
  const before = Array.from({ length: 20 }, (_, n) => at(`before ${n}`, noon - 1_000 - n));
  const after = Array.from({ length: 20 }, (_, n) => at(`after ${n}`, noon + n * 1_000));
  await producer.send(before);
  await producer.send(after);
  const startAt = new Date(noon).toISOString();
  const { written, send } = await start({ startPosition: 'TIMESTAMP', startAt }, source);
  await send(shell);
  await vi.waitFor(() => {
    expect(written.size).toBe(21);
  }, 30_000);
  expect([...written.keys()].filter((key) => key.startsWith('before'))).toEqual([]);
});

it.each([
  [{ startPosition: 'TIMESTAMP' }, /needs `startAt`/],
  [{ startPosition: 'LATEST', startAt: '2026-11-20T12:00:00Z' }, /goes with TIMESTAMP alone/],
  [{ startPosition: 'TIMESTAMP', startAt: '2999-01-01T00:00:00Z' }, /yet to come/],
])('a start of %j is refused', async (start, message) => {
  const answer = await api.run(CREATE_PIPELINE, { input: { ...(await pipelineInput(api)), ...start } });
  expect(answer.errors?.[0]?.message).toMatch(message);
});
