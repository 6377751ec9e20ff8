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

/** A record to write and what takes its place where Kafka refuses it for good. */
export interface PlannedWrite {
  readonly record: RecordToSend;
  readonly onRefused: (type: string) => RecordToSend | undefined;
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
        if (error instanceof RecordRefusedError) return isolate(run, error.type, context);
        context.onBlocked(blockedReason(error, [...new Set(run.map(({ record }) => record.topic))]));
        await reopen();
      }
      if (!context.isActive()) throw new WriteAbandonedError('stopped while the destination was unreachable');
      await sleep(retryMs);
      await context.heartbeat();
      if (!context.isActive()) throw new WriteAbandonedError('stopped while the destination was unreachable');
    }
  }

  /** Finds the refused record by halving; the others are written as they are. */
  async function isolate(run: readonly PlannedWrite[], type: string, context: WriteContext): Promise<void> {
    const [first] = run;
    if (run.length > 1) {
      const middle = run.length >> 1;
      await sendRun(run.slice(0, middle), context);
      await sendRun(run.slice(middle), context);
      return;
    }
    const replacement = first?.onRefused(type);
    if (replacement !== undefined) {
      await sendRun([{ record: replacement, onRefused: () => undefined }], context);
    }
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
