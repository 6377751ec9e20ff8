import { setTimeout as delay } from 'node:timers/promises';
import type { KafkaClient } from '@sluice/kafka';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { AuditAction, AuditObject, type Actor } from '../audit/index.ts';
import { changeConfiguration, currentRevision } from '../outbox/index.ts';
import { compare, type Comparison } from './differences.ts';
import { expectedRecords } from './expected-records.ts';
import { readConfigTopic } from './read-config-topic.ts';

/** What was committed before is on its way to Kafka for so long at most. */
const MAX_DRAIN_MS = 10_000;
const DRAIN_POLL_MS = 100;
/** Keys that the audit log names. */
const MAX_AUDITED = 100;
const MAX_LOOKS = 3;

export interface Reconciliation extends Comparison {
  /** The revision that mends the differences; the current one where there are none, and of a dry run. */
  readonly revision: number;
}

export interface ReconcileService {
  /**
   * Compares `sluice.config` with Postgres, and publishes what differs. Throws KAFKA_UNAVAILABLE; CONFLICT where what was
   * committed does not get to Kafka.
   */
  reconcile(actor: Actor, isDryRun?: boolean): Promise<Reconciliation>;
}

async function isDrained(manager: EntityManager): Promise<boolean> {
  const pending: unknown[] = await manager.query(
    'SELECT 1 FROM outbox_revisions WHERE published_at IS NULL LIMIT 1',
  );
  return pending.length === 0;
}

async function untilDrained(manager: EntityManager): Promise<void> {
  const end = Date.now() + MAX_DRAIN_MS;
  while (!(await isDrained(manager))) {
    if (Date.now() > end)
      throw new AppError(
        'CONFLICT',
        `Changes have waited for Kafka for ${MAX_DRAIN_MS / 1000} s. Reconcile once they are published.`,
      );
    await delay(DRAIN_POLL_MS);
  }
}

export function createReconcileService(
  database: DataSource,
  client: KafkaClient,
  prefix: string,
): ReconcileService {
  /** What is committed meanwhile can count as a difference: then it is looked again, some times. */
  async function look(manager: EntityManager, looks = MAX_LOOKS): Promise<Comparison> {
    await untilDrained(manager);
    const before = await currentRevision(manager);
    const found = await compare(expectedRecords(manager), await readConfigTopic(client, prefix));
    const isMoved = before !== (await currentRevision(manager));
    return isMoved && looks > 1 ? look(manager, looks - 1) : found;
  }

  return {
    async reconcile(actor, isDryRun = false) {
      // First without a lock: on most days nothing differs, and nobody is held up.
      const seen = await look(database.manager);
      if (seen.differences.length === 0 || isDryRun)
        return { ...seen, revision: await currentRevision(database.manager) };
      const { value, revision } = await changeConfiguration(database, actor, async (change) => {
        // Whoever publishes takes this row: until our end none commits, and what is published already drains.
        await change.manager.query('SELECT revision FROM revision FOR UPDATE');
        const found = await look(change.manager);
        change.publish(found.differences.map(({ record }) => record));
        if (found.differences.length > 0)
          change.audit({
            action: AuditAction.RECONCILE,
            objectType: AuditObject.CONFIGURATION,
            objectId: null,
            objectName: 'configuration',
            after: {
              differences: found.differences.length,
              keys: found.differences
                .slice(0, MAX_AUDITED)
                .map(({ kind, record }) => `${kind} ${record.key}`),
            },
          });
        return found;
      });
      return { ...value, revision };
    },
  };
}
