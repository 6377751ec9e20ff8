import { setTimeout as sleep } from 'node:timers/promises';
import {
  describeKafkaError,
  protocolErrorType,
  RecordRefusedError,
  splitBySize,
  type Producer,
  type RecordToSend,
} from '@sluice/kafka';

/** The consumer stops or lost its place while a write could not be finished: the batch will be read again. */
export class WriteAbandonedError extends Error {
  override readonly name = 'WriteAbandonedError';
}

/** A record to write, and what is done where Kafka refuses it for good. */
export interface PlannedWrite {
  readonly record: RecordToSend;
  /** What takes its place; `drop` for a record that may be missing; `wait` where nothing can: it is tried again. */
  readonly onRefused: (type: string) => PlannedWrite | 'drop' | 'wait';
}

export interface WriteContext {
  readonly isActive: () => boolean;
  readonly heartbeat: () => Promise<void>;
  /** Called with a sentence while the destination can't be written, with undefined when it can again. */
  readonly onBlocked: (reason: string | undefined) => void;
}

export interface BatchWriter {
  /** Writes all; waits for as long as Kafka can't take them. Throws {@link WriteAbandonedError}. */
  write(writes: readonly PlannedWrite[], context: WriteContext): Promise<void>;
  close(): Promise<void>;
}

const RETRY_MS = 1_000;

function blockedReason(error: unknown, topics: readonly string[]): string {
  const named = topics.join(', ');
  if (protocolErrorType(error) === 'UNKNOWN_TOPIC_OR_PARTITION') {
    return `A topic that is written to does not exist (${named}). Create it, and the pipeline goes on by itself.`;
  }
  return `Kafka does not take what is written to ${named}: ${describeKafkaError(error)}. It is tried again every second.`;
}

/** Writes what a batch came to, dropping nothing: refused records are replaced, an unreachable topic blocks. */
export async function createBatchWriter(
  openProducer: () => Promise<Producer>,
  retryMs: number = RETRY_MS,
): Promise<BatchWriter> {
  let producer: Producer | undefined = await openProducer();

  async function sendRun(run: readonly PlannedWrite[], context: WriteContext): Promise<void> {
    for (;;) {
      try {
        producer ??= await openProducer();
        await producer.send(run.map(({ record }) => record));
        context.onBlocked(undefined);
        return;
      } catch (error) {
        await reopen();
        if (error instanceof RecordRefusedError && (await isolate(run, error.type, context))) return;
        context.onBlocked(blockedReason(error, [...new Set(run.map(({ record }) => record.topic))]));
      }
      await pause(context);
    }
  }

  async function pause({ isActive, heartbeat }: WriteContext): Promise<void> {
    const stopped = 'the pipeline stopped or changed while its destination could not be written';
    if (!isActive()) throw new WriteAbandonedError(stopped);
    await sleep(retryMs);
    await heartbeat();
    if (!isActive()) throw new WriteAbandonedError(stopped);
  }

  /** Finds the refused record by halving; the others are written as they are. False: nothing can take its place. */
  async function isolate(
    run: readonly PlannedWrite[],
    type: string,
    context: WriteContext,
  ): Promise<boolean> {
    if (run.length > 1) {
      const middle = run.length >> 1;
      await sendRun(run.slice(0, middle), context);
      await sendRun(run.slice(middle), context);
      return true;
    }
    const replacement = run[0]?.onRefused(type) ?? 'drop';
    if (replacement === 'wait') return false;
    if (replacement !== 'drop') await sendRun([replacement], context);
    return true;
  }

  /** A producer that failed may have lost count of its sequence numbers; a new one begins its own. */
  async function reopen(): Promise<void> {
    const broken = producer;
    producer = undefined;
    await broken?.close();
  }

  return {
    async write(writes, context) {
      const byRecord = new Map(writes.map((write) => [write.record, write]));
      for (const run of splitBySize(writes.map(({ record }) => record))) {
        await sendRun(
          run.flatMap((record) => byRecord.get(record) ?? []),
          context,
        );
      }
    },
    close: reopen,
  };
}
