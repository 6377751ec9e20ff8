import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { LostPosition, WorkerPipelineState } from '@sluice/contracts';
import {
  createBatchConsumer,
  createProducer,
  describeKafkaError,
  type BatchConsumer,
  type KafkaClient,
  type RecordBatch,
  type TopicPartition,
} from '@sluice/kafka';
import { createBatchWriter } from './batch-writer.ts';
import type { CompiledPipeline } from './compiled-pipeline.ts';
import { countLatency, emptyCounters, type MetricsWindow } from './metrics-window.ts';
import { planBatch, type PlanOptions } from './plan-batch.ts';

/** Matching is CPU time: heartbeats and other pipelines get their turn after this many records. */
const RECORDS_PER_PART = 500;

/** Indexes and merged rules are built between parts of batches, in steps of this length. */
const MAINTENANCE_MS = 4;

function maintain({ rules }: CompiledPipeline): void {
  const endMs = performance.now() + MAINTENANCE_MS;
  rules.ruleSet.maintain(() => performance.now() >= endMs);
}

export interface RunnerState {
  readonly state: WorkerPipelineState;
  readonly reason?: string;
  readonly partitions: readonly TopicPartition[];
}

/** One pipeline on this worker: a member of the pipeline's consumer group. */
export interface PipelineRunner {
  /** From the next batch on, events see this. Source topics and start offsets must be those it was started with. */
  swap(pipeline: CompiledPipeline): void;
  state(): RunnerState;
  current(): CompiledPipeline;
  /** Finishes the batch in work, commits, leaves the group. */
  stop(): Promise<void>;
}

export interface RunnerOptions extends PlanOptions {
  readonly client: KafkaClient;
  readonly groupId: string;
  readonly metrics: MetricsWindow;
  readonly onChange: () => void;
  readonly onPositionLost: (lost: LostPosition) => void;
}

/** Joins the group and begins to work; rejects where Kafka does not let it, for example while a topic is missing. */
export async function startPipelineRunner(
  pipeline: CompiledPipeline,
  options: RunnerOptions,
): Promise<PipelineRunner> {
  let current = pipeline;
  let state: RunnerState = { state: 'STARTING', partitions: [] };
  const pipelineId = pipeline.message.id;
  const writer = await createBatchWriter(() => createProducer(options.client));

  function setState(next: RunnerState): void {
    const hasChanged =
      next.state !== state.state || next.reason !== state.reason || next.partitions !== state.partitions;
    state = next;
    if (hasChanged) options.onChange();
  }

  function onBlocked(reason: string | undefined): void {
    const { partitions } = state;
    setState(
      reason === undefined ? { state: 'RUNNING', partitions } : { state: 'BLOCKED', reason, partitions },
    );
  }

  /** A part of a batch: all its events meet one revision. */
  async function work(batch: RecordBatch, records: RecordBatch['records']): Promise<void> {
    const planned = current;
    const counted = emptyCounters();
    const writes = planBatch({ ...batch, records }, planned, counted, options);
    maintain(planned);
    // A new destination frees a pipeline that the old one blocks: the part is read again.
    const isActive = (): boolean =>
      batch.isActive() && current.message.destinationTopic === planned.message.destinationTopic;
    if (writes.length === 0) onBlocked(undefined);
    else await writer.write(writes, { isActive, heartbeat: () => batch.heartbeat(), onBlocked });
    const ackedAtMs = options.now();
    for (const { timestampMs } of records) countLatency(counted, timestampMs, ackedAtMs);
    options.metrics.add(pipelineId, counted);
  }

  async function onBatch(batch: RecordBatch): Promise<void> {
    for (let start = 0; start < batch.records.length; start += RECORDS_PER_PART) {
      const part = batch.records.slice(start, start + RECORDS_PER_PART);
      await work(batch, part);
      batch.workedOff(part);
      await batch.heartbeat();
      await yieldToOthers();
    }
  }

  const joining = createBatchConsumer(options.client, {
    groupId: options.groupId,
    topics: pipeline.message.sourceTopics,
    startOffset: (topic, partition) => current.message.startOffsets[topic]?.[String(partition)],
    onBatch,
    onAssigned(partitions) {
      setState({ state: 'RUNNING', partitions });
    },
    onPositionLost({ topic, partition, from, to }) {
      options.onPositionLost({
        pipelineId,
        topic,
        partition,
        from,
        to,
        at: new Date(options.now()).toISOString(),
      });
    },
    onTrouble(reason) {
      setState({ state: 'FAILED', reason, partitions: state.partitions });
    },
  });
  const consumer: BatchConsumer = await joining.catch(async (error: unknown) => {
    await writer.close();
    throw error;
  });

  return {
    swap(next) {
      current = next;
    },
    state: () => state,
    current: () => current,
    async stop() {
      await consumer.stop();
      await writer.close();
    },
  };
}

/** A sentence about why a pipeline could not be started. */
export function startFailure(error: unknown): string {
  return `The pipeline could not be started: ${describeKafkaError(error)}. It is tried again every few seconds.`;
}
