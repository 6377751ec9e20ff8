import pg from 'pg';

const LOCK_NOT_AVAILABLE = '55P03';
/** Any number that nobody else takes for two-part locks in this database. */
const NAMESPACE = 7_483_119;

export type Locked<T> = { readonly isLocked: true; readonly value: T } | { readonly isLocked: false };

/**
 * Does `work` while nobody else holds the lock `name`, in any replica; waits for it at most so long. The lock lives as long as its
 * connection: whoever is killed gives it back. `lost` is aborted where the connection ends before the work.
 */
export async function withSessionLock<T>(
  databaseUrl: string,
  { name, waitMs }: { readonly name: string; readonly waitMs: number },
  work: (lost: AbortSignal) => Promise<T>,
): Promise<Locked<T>> {
  const client = new pg.Client({
    ...{ connectionString: databaseUrl, application_name: 'sluice-lock', keepAlive: true },
    lock_timeout: Math.max(1, waitMs),
  });
  const lost = new AbortController();
  client.on('error', () => {
    lost.abort(new Error('the connection to Postgres was lost'));
  });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [NAMESPACE, name]);
    return { isLocked: true, value: await work(lost.signal) };
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE) return { isLocked: false };
    throw error;
  } finally {
    await client.end();
  }
}
