import type { KafkaClient } from './client.ts';
import { startLogReader } from './log-reader.ts';

export interface CompactedViewOptions {
  readonly groupId: string;
  readonly topic: string;
  /** One record: `value` is null where the key was deleted. Called in the order of the log. */
  readonly onRecord: (key: string, value: string | null) => void;
  /** A sentence when reading is interrupted, undefined when it goes on. */
  readonly onTrouble: (reason: string | undefined) => void;
}

export interface CompactedView {
  /** Resolves when all that the topic held at the start has been seen. */
  readonly caughtUp: Promise<void>;
  stop(): Promise<void>;
}

/** Follows a compacted topic from its beginning: keys and their newest values, as text. Records without a key are skipped. */
export function startCompactedView(
  client: KafkaClient,
  { groupId, topic, onRecord, onTrouble }: CompactedViewOptions,
): Promise<CompactedView> {
  return startLogReader(client, {
    groupId,
    topic,
    from: 'beginning',
    onTrouble,
    onRecords(records) {
      for (const { key, value } of records) {
        if (key !== null) onRecord(key.toString('utf8'), value === null ? null : value.toString('utf8'));
      }
    },
  });
}
