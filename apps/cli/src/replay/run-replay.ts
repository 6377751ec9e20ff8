import { DEFAULT_TOPIC_PREFIX, topicNames } from '@sluice/contracts';
import { createKafkaClient, createTopicAdmin, type KafkaClient, type TopicAdmin } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { loadRules } from '../match/load-rules.ts';
import { readLines } from '../match/read-lines.ts';
import { UsageError } from '../usage-error.ts';
import { collectOutput } from './collect-output.ts';
import { expectedOutput } from './compare.ts';
import { createPipelines, createTopics } from './create-pipelines.ts';
import { drive } from './drive.ts';
import { logIn } from '../api/graphql-client.ts';
import { MAX_EVENT_BYTES, withIsolatedStack, type IsolatedStack } from './isolated-stack.ts';
import type { ReplayInput } from './replay-input.ts';
import { createReport, type Measured, type ReplayReport } from './report.ts';
import { pause } from './stop-signal.ts';
import { uploadRules } from './upload-rules.ts';
import { FIRST_MATCHER, watchWorkers, type WorkerWatch } from './worker-watch.ts';

/** Workers report each second: after this long the figures of the time before are in. */
const METRICS_SETTLE_MS = 1_500;

/** Sends the events through a whole Sluice of its own and compares what comes out with the engine's answer. */
export async function runReplay(input: ReplayInput): Promise<ReplayReport> {
  const lines = await allLines(input.eventsPath);
  if (input.killAfter !== undefined && input.killAfter > lines.length) {
    throw new UsageError(`--kill-matcher-after ${input.killAfter}: there are only ${lines.length} events`);
  }
  input.log('starting an isolated stack');
  return withIsolatedStack(input, (stack) => replayOn(stack, lines, input));
}

async function allLines(path: string | undefined): Promise<Buffer[]> {
  const lines: Buffer[] = [];
  for await (const batch of readLines(path)) for (const line of batch) lines.push(line);
  return lines;
}

interface Replay {
  readonly stack: IsolatedStack;
  readonly client: KafkaClient;
  readonly admin: TopicAdmin;
  readonly watch: WorkerWatch;
  readonly lines: readonly Buffer[];
  readonly input: ReplayInput;
}

async function replayOn(
  stack: IsolatedStack,
  lines: readonly Buffer[],
  input: ReplayInput,
): Promise<ReplayReport> {
  const log = createLogger('replay', 'silent');
  const client = createKafkaClient({ brokers: [stack.kafkaBrokers], clientId: 'sluice-replay' }, log);
  const admin = await createTopicAdmin(client);
  try {
    const watch = await watchWorkers(client, DEFAULT_TOPIC_PREFIX, input.signal);
    try {
      return await replay({ stack, client, admin, watch, lines, input });
    } finally {
      await watch.stop();
    }
  } finally {
    await admin.close();
  }
}

async function replay(run: Replay): Promise<ReplayReport> {
  const { client, lines, input } = run;
  const { measured, pipelines } = await measure(run);
  input.log('comparing with the engine');
  const { deadLetters } = topicNames(DEFAULT_TOPIC_PREFIX);
  const outputs = await Promise.all(
    pipelines.map(({ id: pipelineId, destination }) =>
      collectOutput(client, { pipelineId, destination, deadLetters }, input.signal),
    ),
  );
  const { rules } = await loadRules(input.rulesPath, input.folders);
  return createReport(measured, expectedOutput(rules, lines, MAX_EVENT_BYTES), outputs);
}

async function measure(run: Replay) {
  const { stack, client, admin, watch, lines, input } = run;
  const { log, signal } = input;
  await createTopics(admin, input.pipelines, input.partitions);
  const api = await logIn(stack.api.url, { email: stack.email, password: stack.password }, signal);
  log('uploading the rules');
  const uploaded = await uploadRules(api, input);
  await watch.applied(uploaded.revision, [FIRST_MATCHER]);
  const { pipelines, revision, returnedAtMs } = await createPipelines(
    api,
    uploaded.repositoryId,
    input.pipelines,
  );
  const appliedAtMs = await watch.applied(revision, [FIRST_MATCHER]);

  log(`replaying ${lines.length} events`);
  await pause(METRICS_SETTLE_MS, signal);
  watch.takeCpuMs();
  const pipelineIds = pipelines.map(({ id }) => id);
  const { consumed, durationMs } = await drive({ stack, client, admin, lines, pipelineIds, input });
  await pause(METRICS_SETTLE_MS, signal);
  const measured: Measured = {
    rules: { loaded: uploaded.loaded, refused: uploaded.refused },
    produced: lines.length,
    consumed,
    cpuMs: watch.takeCpuMs(),
    revisionAppliedMs: appliedAtMs - returnedAtMs,
    durationMs,
  };
  return { measured, pipelines };
}
