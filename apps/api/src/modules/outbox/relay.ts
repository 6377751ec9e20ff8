import { encodeMessage, CONFIG_SCHEMA_VERSION, REVISION_KEY, revisionMessage } from '@sluice/contracts';
import { createProducer, describeKafkaError, type KafkaClient, type Producer } from '@sluice/kafka';
import type { Logger } from '@sluice/runtime';
import pg from 'pg';
import { OUTBOX_CHANNEL } from './change.ts';

const POLL_MS = 1_000;
/** Any number that nobody else locks in this database. */
const RELAY_LOCK = 7_483_117;

export interface RelayOptions {
  readonly databaseUrl: string;
  readonly client: KafkaClient;
  readonly log: Logger;
  readonly topic: string;
  /** One per deployment: a relay that takes over fences the one before it. */
  readonly transactionalId: string;
  readonly now: () => Date;
}

export interface Relay {
  /** Why nothing is published just now; undefined while all is well. */
  trouble(): string | undefined;
  stop(): Promise<void>;
}

interface PendingRevision {
  readonly revision: string;
  readonly batch_id: string;
}

/** The connection that holds the lock, and the producer that was made for it. */
interface Leadership {
  readonly database: pg.Client;
  readonly producer: Producer;
}

/**
 * Publishes the outbox: each revision's records, closed by `revision`, in one Kafka transaction, in order. Of all
 * replicas the holder of an advisory lock does it, woken by NOTIFY and by a timer. A crash between Kafka's commit and
 * ours publishes the same revision again, which is harmless: records are full states.
 */
export function startRelay(options: RelayOptions): Relay {
  const { client, log, topic, now } = options;
  let connection: pg.Client | undefined;
  let leadership: Leadership | undefined;
  let trouble: string | undefined;
  let isStopped = false;
  let isDue = false;
  let running = Promise.resolve();

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: options.databaseUrl, application_name: 'sluice-relay' });
    fresh.on('error', (error) => {
      log.warn({ err: error }, 'relay lost Postgres');
      if (connection === fresh) connection = undefined;
    });
    fresh.on('notification', wake);
    await fresh.connect();
    await fresh.query(`LISTEN ${OUTBOX_CHANNEL}`);
    return fresh;
  }

  async function publish(
    { database, producer }: Leadership,
    { revision, batch_id }: PendingRevision,
  ): Promise<void> {
    const { rows } = await database.query<{ key: string; value: string | null }>(
      'SELECT key, value FROM outbox_records WHERE batch_id = $1 ORDER BY position',
      [batch_id],
    );
    const closing = encodeMessage(revisionMessage, {
      schemaVersion: CONFIG_SCHEMA_VERSION,
      revision: Number(revision),
      at: now().toISOString(),
    });
    await producer.sendInTransaction([
      ...rows.map(({ key, value }) => ({ topic, key, value })),
      { topic, key: REVISION_KEY, value: closing },
    ]);
    await database.query('BEGIN');
    await database.query('DELETE FROM outbox_records WHERE batch_id = $1', [batch_id]);
    await database.query('UPDATE outbox_revisions SET published_at = now() WHERE revision = $1', [revision]);
    await database.query('COMMIT');
    log.info({ revision: Number(revision), records: rows.length }, 'revision published');
  }

  async function publishPending(): Promise<void> {
    connection ??= await connect();
    const current = await lead(connection);
    if (current === undefined) return;
    for (;;) {
      const { rows } = await current.database.query<PendingRevision>(
        'SELECT revision, batch_id FROM outbox_revisions WHERE published_at IS NULL ORDER BY revision LIMIT 1',
      );
      const [pending] = rows;
      if (pending === undefined || isStopped) return;
      await publish(current, pending);
    }
  }

  /**
   * The lock is held as long as the connection lives: a relay that fails closes it, and another takes over. Each
   * leadership has a producer of its own, made before it looks what is due: a new producer of the same transactional
   * id fences the one before, which may still be in the middle of a revision, so that nothing older comes after.
   */
  async function lead(database: pg.Client): Promise<Leadership | undefined> {
    if (leadership?.database === database) return leadership;
    const { rows } = await database.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
      RELAY_LOCK,
    ]);
    if (rows[0]?.held !== true) return undefined;
    await endLeadership();
    const producer = await createProducer(client, { transactionalId: options.transactionalId });
    leadership = { database, producer };
    return leadership;
  }

  async function endLeadership(): Promise<void> {
    const ended = leadership;
    leadership = undefined;
    await Promise.allSettled([ended?.producer.close()]);
  }

  async function run(): Promise<void> {
    try {
      await publishPending();
      trouble = undefined;
    } catch (error) {
      trouble = describeKafkaError(error);
      log.error({ err: error }, 'outbox not published; it is tried again every second');
      const broken = connection;
      connection = undefined;
      await Promise.allSettled([broken?.end(), endLeadership()]);
    }
  }

  function wake(): void {
    if (isDue || isStopped) return;
    isDue = true;
    running = running.then(() => {
      isDue = false;
      return run();
    });
  }

  const timer = setInterval(wake, POLL_MS);
  wake();
  return {
    trouble: () => trouble,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
      await endLeadership();
      await connection?.end();
    },
  };
}
