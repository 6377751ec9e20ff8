import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { invariant } from '@sluice/diagnostics';
import { AppError } from '../../app-error.ts';
import { writeAudit, type Actor, type AuditedChange } from '../audit/index.ts';
import { OutboxRecord } from './outbox.entity.ts';

/** What a change tells the workers; null deletes the key. */
export interface ConfigRecord {
  readonly key: string;
  readonly value: string | null;
}

export interface Change {
  readonly manager: EntityManager;
  /** Adds records to the revision that this change becomes; they are asked for at its end, one by one. */
  publish(records: Iterable<ConfigRecord>): void;
  /** Tells the audit log what is done; each change that is published is told of. */
  audit(...changes: readonly AuditedChange[]): void;
}

export interface Changed<T> {
  readonly value: T;
  /** The revision that holds the change; the current one where nothing was published. */
  readonly revision: number;
}

export const OUTBOX_CHANNEL = 'sluice_outbox';
const ROWS_PER_INSERT = 500;
/** Bytes of one record. The topic takes 16 MiB; a worker reads this much without trouble. */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;

function refuseLargeRecord({ key, value }: ConfigRecord): void {
  const bytes = value === null ? 0 : Buffer.byteLength(value);
  if (bytes <= MAX_RECORD_BYTES) return;
  const message = `${key} takes ${bytes} bytes as it is sent to the workers; at most ${MAX_RECORD_BYTES} are possible. Make it smaller.`;
  throw new AppError('BAD_USER_INPUT', message, { key });
}

async function takeRevision(manager: EntityManager, batchId: string): Promise<number> {
  const answer: unknown = await manager.query(
    'UPDATE revision SET revision = revision + 1 RETURNING revision',
  );
  const [[row]] = answer as [[{ revision: string } | undefined], number];
  invariant(row !== undefined, 'the revision row is missing');
  await manager.query('INSERT INTO outbox_revisions (revision, batch_id) VALUES ($1, $2)', [
    row.revision,
    batchId,
  ]);
  await manager.query(`SELECT pg_notify('${OUTBOX_CHANNEL}', $1)`, [row.revision]);
  return Number(row.revision);
}

export async function currentRevision(manager: EntityManager): Promise<number> {
  const rows: unknown = await manager.query('SELECT revision FROM revision');
  return Number((rows as [{ revision: string }])[0].revision);
}

/** What is inserted at once. Throws BAD_USER_INPUT where a record is too large. */
function* batchesOf(published: readonly Iterable<ConfigRecord>[]): Iterable<readonly ConfigRecord[]> {
  let batch: ConfigRecord[] = [];
  for (const records of published)
    for (const record of records) {
      refuseLargeRecord(record);
      batch.push(record);
      if (batch.length < ROWS_PER_INSERT) continue;
      yield batch;
      batch = [];
    }
  if (batch.length > 0) yield batch;
}

/**
 * One use case, one transaction: rows, audit log and outbox together. The revision is taken last, and its row stays locked until
 * the commit, so the order of revisions is the order of commits. Throws BAD_USER_INPUT where a record is too large.
 */
export function changeConfiguration<T>(
  database: DataSource,
  actor: Actor,
  work: (change: Change) => Promise<T>,
): Promise<Changed<T>> {
  return database.transaction(async (manager) => {
    const published: Iterable<ConfigRecord>[] = [];
    const audited: AuditedChange[] = [];
    const value = await work({
      manager,
      publish: (records) => void published.push(records),
      audit: (...more) => void audited.push(...more),
    });
    if (audited.length > 0) await writeAudit(manager, actor, audited);
    const batchId = randomUUID();
    let position = 0;
    for (const records of batchesOf(published)) {
      const isTold = audited.length > 0 || actor.userId === null;
      invariant(isTold, 'a change of configuration is not told to the audit log');
      const rows = records.map(({ key, value: text }, index) => ({
        ...{ batchId, position: position + index, key, value: text },
      }));
      await manager.insert(OutboxRecord, rows);
      position += rows.length;
    }
    if (position === 0) return { value, revision: await currentRevision(manager) };
    return { value, revision: await takeRevision(manager, batchId) };
  });
}

/**
 * Does what `changeConfiguration` would do, and takes all of it back: what it throws is what the change would throw, and
 * the value is what it would answer. The revision is the current one.
 */
export async function rehearseConfiguration<T>(
  database: DataSource,
  _actor: Actor,
  work: (change: Change) => Promise<T>,
): Promise<Changed<T>> {
  const runner = database.createQueryRunner();
  try {
    await runner.startTransaction();
    const { manager } = runner;
    const publish = (records: Iterable<ConfigRecord>): void => {
      for (const record of records) refuseLargeRecord(record);
    };
    const value = await work({ manager, publish, audit: () => undefined });
    return { value, revision: await currentRevision(manager) };
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** How a service makes its changes: each by itself, or together with others. */
export type MakeChange = typeof changeConfiguration;

/** Makes changes parts of another one, which ends them all. The revision of a part is not known yet: 0. */
export function partsOf(whole: Change): MakeChange {
  return async (_database, _actor, work) => ({ value: await work(whole), revision: 0 });
}
