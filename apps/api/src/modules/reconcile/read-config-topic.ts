import { randomUUID } from 'node:crypto';
import { parseConfigKey, topicNames } from '@sluice/contracts';
import { startCompactedView, type KafkaClient } from '@sluice/kafka';
import { AppError } from '../../app-error.ts';
import { waitAtMost } from '../../wait-at-most.ts';
import { fingerprint } from './fingerprint.ts';

/** 50,000 rules are read in some seconds. */
const MAX_READ_MS = 60_000;

/**
 * The objects that `sluice.config` holds at this time: fingerprints of their records by key. Keys of kinds that this
 * version does not know are left out. Throws KAFKA_UNAVAILABLE.
 */
export async function readConfigTopic(client: KafkaClient, prefix: string): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  let trouble: string | undefined;
  let isRead = false;
  const view = await startCompactedView(client, {
    groupId: `${prefix}.api.reconcile.${randomUUID()}`,
    topic: topicNames(prefix).config,
    onTrouble: (reason) => (trouble = reason),
    onRecord(key, value) {
      if (parseConfigKey(key) === undefined) return;
      if (value === null) held.delete(key);
      else held.set(key, fingerprint(value));
    },
  }).catch(unavailable);
  try {
    await waitAtMost(
      view.caughtUp.then(() => (isRead = true)),
      MAX_READ_MS,
    );
  } finally {
    await view.stop();
  }
  if (!isRead) unavailable(trouble ?? `it takes longer than ${MAX_READ_MS / 1000} s`);
  return held;
}

function unavailable(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new AppError(
    'KAFKA_UNAVAILABLE',
    `The topic of the configuration could not be read to its end: ${reason}. Try again once Kafka is well.`,
  );
}
