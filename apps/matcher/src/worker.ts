import {
  encodeMessage,
  metricsMessage,
  pipelineGroup,
  topicNames,
  workerMessage,
  type LostPosition,
} from '@sluice/contracts';
import { startCompactedView, type KafkaClient, type RecordToSend } from '@sluice/kafka';
import type { Logger, ReadinessFaults } from '@sluice/runtime';
import { createPipelineCompiler } from './compiled-pipeline.ts';
import { createConfigStore, type Snapshot } from './config-store.ts';
import { createDetectionCap } from './detection-cap.ts';
import { createMetricsWindow } from './metrics-window.ts';
import { startPipelineRunner } from './pipeline-runner.ts';
import type { RarityFile } from './rarity-file.ts';
import { createReporter } from './reporter.ts';
import { createShadowSampler } from './shadow-sampler.ts';
import { createSupervisor } from './supervisor.ts';
import { workerStatus, type WorkerIdentity } from './worker-status.ts';

const METRICS_INTERVAL_MS = 1_000;
const TRIES_INTERVAL_MS = 60_000;
const SAMPLES_INTERVAL_MS = 1_000;
const HEARTBEAT_INTERVAL_MS = 2_000;
const RETRY_INTERVAL_MS = 5_000;
const RARITY_INTERVAL_MS = 5 * 60_000;
const MAX_LOST_POSITIONS = 50;

export interface WorkerOptions {
  readonly client: KafkaClient;
  readonly log: Logger;
  readonly identity: WorkerIdentity;
  /** Prefix of Sluice's topics and groups. */
  readonly prefix: string;
  readonly maxEventBytes: number;
  readonly rarityFile: RarityFile;
  readonly now: () => number;
  /** How often it tells what rules cost; a minute unless tests ask for less. */
  readonly triesIntervalMs?: number;
}

export interface Worker {
  readiness(): ReadinessFaults;
  /** Finishes the batches in work, commits, says goodbye on `sluice.workers`. */
  stop(): Promise<void>;
}

/** One matcher: follows the configuration, runs the pipelines, reports what it does. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { client, log, identity, prefix, now } = options;
  const topics = topicNames(prefix);
  const metrics = createMetricsWindow(identity.workerId, identity.instance, now());
  const detectionCap = createDetectionCap();
  const shadowSampler = createShadowSampler<RecordToSend>();
  const compiler = createPipelineCompiler(await options.rarityFile.read());
  const reporter = createReporter(client, log);

  let snapshot: Snapshot | undefined;
  let appliedRevision = 0;
  let isCaughtUp = false;
  let configTrouble: string | undefined;
  let lostPositions: readonly LostPosition[] = [];

  const supervisor = createSupervisor(
    (pipeline) =>
      startPipelineRunner(pipeline, {
        client,
        groupId: pipelineGroup(prefix, pipeline.message.id),
        deadLetterTopic: topics.deadLetters,
        detectionTopic: topics.detections,
        maxEventBytes: options.maxEventBytes,
        detectionCap,
        shadowTopic: topics.shadowMatches,
        shadowSampler,
        metrics,
        now,
        onChange: heartbeat,
        onPositionLost(lost) {
          log.error(lost, 'position lost');
          lostPositions = [...lostPositions, lost].slice(-MAX_LOST_POSITIONS);
          heartbeat();
        },
      }),
    heartbeat,
  );

  /** Each with the newest state; a change while one waits makes no second one. */
  let isHeartbeatDue = false;
  function heartbeat(): void {
    if (isHeartbeatDue) return;
    isHeartbeatDue = true;
    void reporter.send(() => {
      isHeartbeatDue = false;
      return { topic: topics.workers, key: identity.workerId, value: encodeMessage(workerMessage, status()) };
    });
  }

  function status() {
    return workerStatus({
      identity,
      appliedRevision,
      snapshot,
      pipelines: supervisor.states(),
      lostPositions,
      memoryBytes: process.memoryUsage.rss(),
      at: new Date(now()).toISOString(),
    });
  }

  function applySnapshot(next: Snapshot): void {
    const startedMs = performance.now();
    const pipelines = compiler.compile(next);
    const compileMs = Math.round(performance.now() - startedMs);
    log.info({ revision: next.revision, pipelines: pipelines.size, compileMs }, 'revision compiled');
    void supervisor.apply(pipelines).then((isInForce) => {
      if (!isInForce) return;
      appliedRevision = next.revision;
      heartbeat();
    });
  }

  const store = createConfigStore((key, error) => {
    log.error({ key, err: error }, 'configuration record skipped');
  });
  const view = await startCompactedView(client, {
    groupId: `${prefix}.config.${identity.workerId}.${identity.instance}`,
    topic: topics.config,
    onTrouble(reason) {
      configTrouble = reason;
    },
    onRecord(key, value) {
      const next = store.apply(key, value);
      if (next === undefined) return;
      snapshot = next;
      if (isCaughtUp) applySnapshot(next);
    },
  });

  // Old revisions pass by until the view is current: no event meets them.
  void view.caughtUp.then(() => {
    isCaughtUp = true;
    log.info({ revision: snapshot?.revision ?? 0 }, 'configuration is current');
    if (snapshot !== undefined) applySnapshot(snapshot);
    heartbeat();
  });

  let areTriesDue = false;
  let cpu = process.cpuUsage();
  function sendMetrics(): Promise<void> {
    const used = process.cpuUsage(cpu);
    cpu = process.cpuUsage();
    const tries = areTriesDue ? compiler.takeTries() : {};
    areTriesDue = false;
    const message = metrics.take(now(), (used.user + used.system) / 1000, tries);
    const value = encodeMessage(metricsMessage, message);
    return reporter.sendSurely(() => ({ topic: topics.metrics, key: identity.workerId, value }));
  }

  /** Samples may be lost: no pipeline waits for them. */
  const sendSamples = (): Promise<void> => reporter.sendAll(() => shadowSampler.take());

  const timers = [
    setInterval(() => void sendMetrics(), METRICS_INTERVAL_MS),
    setInterval(() => (areTriesDue = true), options.triesIntervalMs ?? TRIES_INTERVAL_MS),
    setInterval(() => void sendSamples(), SAMPLES_INTERVAL_MS),
    setInterval(heartbeat, HEARTBEAT_INTERVAL_MS),
    setInterval(() => void supervisor.retry(), RETRY_INTERVAL_MS),
    setInterval(() => void options.rarityFile.write(compiler.rarity()), RARITY_INTERVAL_MS),
  ];

  return {
    readiness() {
      if (!isCaughtUp) return { config: `reads ${topics.config}` };
      return configTrouble === undefined ? {} : { config: configTrouble };
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await view.stop();
      await supervisor.stop();
      areTriesDue = true;
      await sendMetrics();
      await sendSamples();
      await reporter.send(() => ({ topic: topics.workers, key: identity.workerId, value: null }));
      await reporter.close();
      await options.rarityFile.write(compiler.rarity());
    },
  };
}
