import pg from 'pg';

/** Any number that nobody else locks in this database. */
const START_LOCK = 7_483_118;

/** Replicas that start at once do this one after the other: the second finds what the first made. */
export async function withStartLock<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'sluice-start' });
  // A connection that is lost gives the lock back; the work has connections of its own.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [START_LOCK]);
    return await work();
  } finally {
    await client.end();
  }
}
