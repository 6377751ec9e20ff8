import type { EntityManager } from 'typeorm';

/** How far the workers have been told what was committed. */
export interface Publication {
  readonly revision: number;
  /** The newest revision that is in Kafka with all before it. */
  readonly publishedRevision: number;
  readonly pending: number;
  /** When the oldest that is pending was committed; null where none is. */
  readonly pendingSince: Date | null;
}

export async function readPublication(manager: EntityManager): Promise<Publication> {
  const rows: { revision: string; first: string | null; pending: string; since: Date | null }[] =
    await manager.query(
      `SELECT (SELECT revision FROM revision), min(revision) AS first, count(*) AS pending, min(created_at) AS since
       FROM outbox_revisions WHERE published_at IS NULL`,
    );
  const [{ revision, first, pending, since } = { revision: 0, first: null, pending: 0, since: null }] = rows;
  return {
    revision: Number(revision),
    publishedRevision: first === null ? Number(revision) : Number(first) - 1,
    pending: Number(pending),
    pendingSince: since,
  };
}
