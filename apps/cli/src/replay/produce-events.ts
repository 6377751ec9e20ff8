import type { Producer } from '@sluice/kafka';
import { pause } from './stop-signal.ts';

/** Header that carries the line of the file through the pipeline, 1-based. */
export const LINE_HEADER = 'replay-line';

const EVENTS_PER_SEND = 500;
const TICK_MS = 5;

export interface ProduceOptions {
  readonly producer: Producer;
  readonly topic: string;
  /** Each becomes a record, byte for byte. */
  readonly lines: readonly Buffer[];
  /** Events a second; undefined: as fast as Kafka takes them. */
  readonly rate: number | undefined;
  readonly onProduced: (count: number) => void;
  readonly signal: AbortSignal;
}

/** Writes the lines in order, each as one record. */
export async function produceEvents(options: ProduceOptions): Promise<void> {
  const { producer, topic, lines, rate, onProduced, signal } = options;
  const startMs = performance.now();
  let sent = 0;
  while (sent < lines.length) {
    signal.throwIfAborted();
    const elapsedMs = performance.now() - startMs;
    const due = rate === undefined ? sent + EVENTS_PER_SEND : Math.floor((elapsedMs / 1000) * rate);
    const chunk = lines.slice(sent, Math.min(lines.length, due, sent + EVENTS_PER_SEND));
    if (chunk.length > 0) {
      const first = sent + 1;
      await producer.send(
        chunk.map((value, index) => ({
          topic,
          key: null,
          value,
          headers: { [LINE_HEADER]: String(first + index) },
        })),
      );
      sent += chunk.length;
      onProduced(sent);
    }
    if (rate !== undefined) await pause(TICK_MS, signal);
  }
}
