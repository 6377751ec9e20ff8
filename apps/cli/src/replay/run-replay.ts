import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRuleFiles } from '@sluice/archive';
import { DEFAULT_TOPIC_PREFIX, topicNames } from '@sluice/contracts';
import { startStack, type Stack } from '@sluice/embedded';
import {
  createKafkaClient,
  createProducer,
  createTopicAdmin,
  type KafkaClient,
  type TopicAdmin,
} from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { z } from 'zod';
import { loadRules } from '../match/load-rules.ts';
import { readLines } from '../match/read-lines.ts';
import { collectOutput, type PipelineOutput } from './collect-output.ts';
import { compareOutput, expectedOutput, quantile } from './compare.ts';
import { logIn, type GraphqlClient } from './graphql-client.ts';
import { produceEvents } from './produce-events.ts';
import { watchWorkers } from './worker-watch.ts';

export interface ReplayInput {
  readonly rulesPath: string;
  readonly eventsPath: string | undefined;
  readonly folders: readonly string[] | undefined;
  readonly pipelines: number;
  readonly partitions: number;
  /** Events a second; undefined: as fast as it goes. */
  readonly rate: number | undefined;
  /** Kill the matcher with SIGKILL after so many events and start another; undefined: never. */
  readonly killAfter: number | undefined;
  readonly log: (line: string) => void;
}

/** Figures of a replay; with several pipelines, counts are sums over them. */
export interface ReplayReport {
  readonly rules: { readonly loaded: number; readonly refused: number };
  readonly events: {
    readonly produced: number;
    readonly consumed: number;
    readonly tagged: number;
    readonly deadLettered: number;
    /** Events whose tagged record or dead letter never came. */
    readonly missing: number;
    /** Records beyond the first of one detection id. */
    readonly duplicated: number;
    /** Events tagged otherwise than `sluice match` tags them. */
    readonly different: number;
  };
  readonly matches: number;
  readonly eventsPerSecond: number;
  readonly latencyMs: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
  readonly matcherCpuMsPer1kEvents: number;
  readonly revisionAppliedMs: number;
  readonly durationMs: number;
}

const SOURCE = 'replay.events';
const EMAIL = 'replay@sluice.local';
const PREFIX = DEFAULT_TOPIC_PREFIX;
const FIRST_MATCHER = 'matcher-1';
const SECOND_MATCHER = 'matcher-2';
const POLL_MS = 20;
const STALL_MS = 120_000;

const id = z.object({ id: z.string() });

async function allLines(path: string | undefined): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of readLines(path)) lines.push(...batch);
  return lines;
}

async function createTopics(admin: TopicAdmin, { pipelines, partitions }: ReplayInput): Promise<void> {
  const config = { 'message.timestamp.type': 'LogAppendTime' };
  await admin.createTopic({ topic: SOURCE, partitions, config });
  for (let index = 0; index < pipelines; index++) {
    await admin.createTopic({ topic: destination(index), partitions, config });
  }
}

const destination = (index: number): string => `replay.detections-${index + 1}`;

interface Uploaded {
  readonly repositoryId: string;
  readonly loaded: number;
  readonly refused: number;
  readonly revision: number;
}

/** What the file or folder holds, as the upload mutation takes it. */
async function uploadInput({ rulesPath, folders }: ReplayInput): Promise<Record<string, unknown>> {
  if (/\.(tar\.gz|tgz|zip)$/i.test(rulesPath)) {
    const contentBase64 = (await readFile(rulesPath)).toString('base64');
    return {
      archive: { name: basename(rulesPath), contentBase64, ...(folders === undefined ? {} : { folders }) },
    };
  }
  const files: { path: string; text: string }[] = [];
  for await (const file of readRuleFiles({ path: rulesPath }, folders === undefined ? {} : { folders })) {
    if (file.ok) files.push({ path: file.path, text: file.text });
  }
  return { files };
}

async function upload(api: GraphqlClient, input: ReplayInput): Promise<Uploaded> {
  const created = await api.run(
    'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { repository { id } } }',
    { input: { name: 'Replay', description: '' } },
    z.object({ createRepository: z.object({ repository: id }) }),
  );
  const repositoryId = created.createRepository.repository.id;
  const { uploadRules } = await api.run(
    'mutation ($input: UploadRulesInput!) { uploadRules(input: $input) { added refused revision } }',
    { input: { repositoryId, ...(await uploadInput(input)) } },
    z.object({ uploadRules: z.object({ added: z.number(), refused: z.number(), revision: z.number() }) }),
  );
  const { added, refused, revision } = uploadRules;
  return { repositoryId, loaded: added, refused, revision };
}

interface Created {
  readonly ids: readonly string[];
  readonly revision: number;
  readonly returnedAtMs: number;
}

async function createPipelines(api: GraphqlClient, repositoryId: string, count: number): Promise<Created> {
  const ids: string[] = [];
  let revision = 0;
  for (let index = 0; index < count; index++) {
    const input = {
      name: `Replay ${index + 1}`,
      sourceTopics: [SOURCE],
      destinationTopic: destination(index),
      repositoryIds: [repositoryId],
      startPosition: 'EARLIEST',
    };
    const { createPipeline } = await api.run(
      'mutation ($input: CreatePipelineInput!) { createPipeline(input: $input) { pipeline { id } revision } }',
      { input },
      z.object({ createPipeline: z.object({ pipeline: id, revision: z.number() }) }),
    );
    ids.push(createPipeline.pipeline.id);
    revision = createPipeline.revision;
  }
  return { ids, revision, returnedAtMs: Date.now() };
}

async function consumedBy(admin: TopicAdmin, pipelineId: string): Promise<number> {
  const committed = await admin.committed(`${PREFIX}.pipeline.${pipelineId}`, [SOURCE]);
  return [...(committed.get(SOURCE)?.values() ?? [])].reduce((total, offset) => total + Number(offset), 0);
}

/** Waits until every pipeline has committed all events; gives up when nothing moves for two minutes. */
async function untilConsumed(admin: TopicAdmin, ids: readonly string[], events: number): Promise<number> {
  let last = -1;
  let movedAtMs = Date.now();
  for (;;) {
    const consumed = (await Promise.all(ids.map((pipeline) => consumedBy(admin, pipeline)))).reduce(
      (a, b) => a + b,
      0,
    );
    if (consumed >= events * ids.length) return consumed;
    if (consumed !== last) movedAtMs = Date.now();
    else if (Date.now() - movedAtMs > STALL_MS) return consumed;
    last = consumed;
    await sleep(POLL_MS);
  }
}

async function replaceMatcher(stack: Stack, log: ReplayInput['log']): Promise<void> {
  log('killing the matcher and starting another');
  stack.matchers.find(({ name }) => name === FIRST_MATCHER)?.kill('SIGKILL');
  await stack.addMatcher(SECOND_MATCHER);
}

interface Run {
  readonly stack: Stack;
  readonly client: KafkaClient;
  readonly admin: TopicAdmin;
  readonly lines: readonly string[];
  readonly input: ReplayInput;
}

/** Produces all lines, and ends when the last one is through. Returns the time of the first append and the count. */
async function drive(
  run: Run,
  pipelineIds: readonly string[],
): Promise<{ consumed: number; endedAtMs: number }> {
  const { stack, client, admin, lines, input } = run;
  const producer = await createProducer(client);
  let replaced: Promise<void> | undefined;
  await produceEvents({
    producer,
    topic: SOURCE,
    lines,
    rate: input.rate,
    onProduced(count) {
      if (input.killAfter !== undefined && count >= input.killAfter)
        replaced ??= replaceMatcher(stack, input.log);
    },
  });
  const consumed = await untilConsumed(admin, pipelineIds, lines.length);
  const endedAtMs = Date.now();
  await replaced;
  await producer.close();
  return { consumed, endedAtMs };
}

export async function runReplay(input: ReplayInput): Promise<ReplayReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-replay-'));
  // As root, Postgres runs as another user, who must be able to enter.
  await chmod(dataDir, 0o755);
  const password = randomBytes(16).toString('hex');
  input.log('starting an isolated stack');
  const stack = await startStack({
    dataDir,
    matchers: 1,
    hasWeb: false,
    log: () => undefined,
    settings: { LOG_LEVEL: 'error' },
    apiSettings: { ADMIN_EMAIL: EMAIL, ADMIN_PASSWORD: password },
    onLine: (app, line) => {
      input.log(`${app}: ${line}`);
    },
    onDeath: (app) => {
      if (input.killAfter === undefined) input.log(`${app} ended unexpectedly`);
    },
  });
  try {
    return await replayOn(stack, input, password);
  } finally {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function replayOn(stack: Stack, input: ReplayInput, password: string): Promise<ReplayReport> {
  const log = createLogger('replay', 'silent');
  const client = createKafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'sluice-replay' }, log);
  const admin = await createTopicAdmin(client);
  const watch = await watchWorkers(client, PREFIX);
  const lines = await allLines(input.eventsPath);
  await createTopics(admin, input);

  const api = await logIn(stack.api.url, EMAIL, password);
  input.log('uploading the rules');
  const uploaded = await upload(api, input);
  await watch.applied(uploaded.revision, [FIRST_MATCHER]);
  const created = await createPipelines(api, uploaded.repositoryId, input.pipelines);
  const appliedAtMs = await watch.applied(created.revision, [FIRST_MATCHER]);

  input.log(`replaying ${lines.length} events`);
  await sleep(1_100); // the workers' figures of the time before come in
  watch.takeCpuMs();
  const startedAtMs = Date.now();
  const { consumed, endedAtMs } = await drive({ stack, client, admin, lines, input }, created.ids);
  await sleep(1_500); // the last second's figures come in
  const cpuMs = watch.takeCpuMs();

  input.log('comparing with the engine');
  const outputs = await Promise.all(
    created.ids.map((pipelineId, index) =>
      collectOutput(client, {
        pipelineId,
        destination: destination(index),
        deadLetters: topicNames(PREFIX).deadLetters,
      }),
    ),
  );
  const { rules } = await loadRules(input.rulesPath, input.folders);
  const expected = expectedOutput(rules, lines);
  const comparisons = outputs.map((output) => compareOutput(expected, output));
  await watch.stop();
  await admin.close();

  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const latencies = outputs.flatMap((output: PipelineOutput) => output.latenciesMs).sort((a, b) => a - b);
  const durationMs = endedAtMs - startedAtMs;
  return {
    rules: { loaded: uploaded.loaded, refused: uploaded.refused },
    events: {
      produced: lines.length,
      consumed,
      tagged: sum(outputs.map(({ tagged }) => tagged.size)),
      deadLettered: sum(outputs.map(({ deadLettered }) => deadLettered.size)),
      missing: sum(comparisons.map(({ missing }) => missing)) + (lines.length * input.pipelines - consumed),
      duplicated: sum(outputs.map(({ duplicated }) => duplicated)),
      different: sum(comparisons.map(({ different }) => different)),
    },
    matches: sum(comparisons.map(({ matches }) => matches)),
    eventsPerSecond: Math.round((consumed * 1000) / durationMs),
    latencyMs: {
      p50: quantile(latencies, 0.5),
      p95: quantile(latencies, 0.95),
      p99: quantile(latencies, 0.99),
      max: latencies.at(-1) ?? 0,
    },
    matcherCpuMsPer1kEvents: Math.round((cpuMs / consumed) * 1_000_000) / 1000,
    revisionAppliedMs: appliedAtMs - created.returnedAtMs,
    durationMs,
  };
}
