import { randomUUID } from 'node:crypto';
import {
  ContractError,
  decodeMessage,
  detectionMessage,
  metricsMessage,
  topicNames,
} from '@sluice/contracts';
import { startLogReader, type ConsumedRecord, type KafkaClient, type LogReaderOptions } from '@sluice/kafka';
import type { Logger } from '@sluice/runtime';
import { createDetectionFeed, type DetectionFeed } from './detection-feed.ts';
import { createMetricsHistory, HISTORY_SECONDS, type MetricsHistory } from './metrics-history.ts';
import { createWorkerRegistry, type WorkerRegistry } from './worker-registry.ts';

/** What this replica knows of the running system, from Kafka alone. */
export interface LiveState {
  readonly metrics: MetricsHistory;
  readonly workers: WorkerRegistry;
  readonly detections: DetectionFeed;
  /** Resolves when the past that is kept has been read. */
  readonly caughtUp: Promise<void>;
  /** Why it may be out of date; undefined while all is well. */
  trouble(): string | undefined;
  stop(): Promise<void>;
}

export interface LiveStateOptions {
  readonly client: KafkaClient;
  readonly log: Logger;
  readonly prefix: string;
  readonly now: () => number;
}

/** Each replica reads for itself, with groups of its own: fan-out needs no other bus. */
export async function startLiveState({ client, log, prefix, now }: LiveStateOptions): Promise<LiveState> {
  const topics = topicNames(prefix);
  const replica = randomUUID();
  const metrics = createMetricsHistory();
  const workers = createWorkerRegistry();
  const detections = createDetectionFeed();
  const troubles = new Map<string, string>();

  function read(
    name: string,
    topic: string,
    from: LogReaderOptions['from'],
    onRecord: (record: ConsumedRecord) => void,
  ): ReturnType<typeof startLogReader> {
    return startLogReader(client, {
      groupId: `${prefix}.api.${replica}.${name}`,
      topic,
      from,
      onTrouble(reason) {
        if (reason === undefined) troubles.delete(name);
        else troubles.set(name, `${topic}: ${reason}`);
      },
      onRecords(records) {
        for (const record of records) {
          try {
            onRecord(record);
          } catch (error) {
            if (!(error instanceof ContractError)) throw error;
            log.warn({ topic, offset: record.offset, err: error }, 'record skipped');
          }
        }
      },
    });
  }

  const since = { timestampMs: now() - HISTORY_SECONDS * 1000 };
  /** Whether the past is read: heartbeats then come as they are sent. */
  let areWorkersKnown = false;
  const [metricsReader, workersReader, detectionsReader] = await Promise.all([
    read('metrics', topics.metrics, since, ({ value }) => {
      if (value !== null) metrics.fold(decodeMessage(metricsMessage, value.toString('utf8')), now());
    }),
    read('workers', topics.workers, 'beginning', ({ key, value, timestampMs }) => {
      const heardAtMs = areWorkersKnown ? now() : Math.min(timestampMs, now());
      if (key !== null) workers.apply(key.toString('utf8'), value?.toString('utf8') ?? null, heardAtMs);
    }),
    read('detections', topics.detections, since, ({ value }) => {
      if (value !== null) detections.add(decodeMessage(detectionMessage, value.toString('utf8')));
    }),
  ]);

  void workersReader.caughtUp.then(() => {
    areWorkersKnown = true;
  });
  const readers = [metricsReader, workersReader, detectionsReader];

  return {
    metrics,
    workers,
    detections,
    caughtUp: Promise.all(readers.map((reader) => reader.caughtUp)).then(() => undefined),
    trouble: () => [...troubles.values()][0],
    async stop() {
      await Promise.all(readers.map((reader) => reader.stop()));
    },
  };
}
