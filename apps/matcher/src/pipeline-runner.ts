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

  async function onBatch(batch: RecordBatch): Promise<void> {
    const counted = emptyCounters();
    const writes = planBatch(batch, current, counted, options);
    if (writes.length > 0) {
      const { isActive, heartbeat } = batch;
      await writer.write(writes, { isActive, heartbeat, onBlocked });
    } else {
      onBlocked(undefined);
    }
    const ackedAtMs = options.now();
    for (const { timestampMs } of batch.records) countLatency(counted, timestampMs, ackedAtMs);
    options.metrics.add(pipelineId, counted);
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
