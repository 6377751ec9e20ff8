import type { DataSource } from 'typeorm';
import type { HealthCheck, Verdict } from './health-check.ts';

export interface PostgresFacts {
  readonly version: string;
  readonly connections: number;
  readonly maxConnections: number;
  readonly databaseBytes: number;
}

/** Of all connections, in use. */
const FULL = 0.9;

const FACTS = `SELECT current_setting('server_version') AS version,
  (SELECT count(*)::integer FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
  current_setting('max_connections')::integer AS "maxConnections",
  pg_database_size(current_database())::text AS bytes`;

export function checkPostgres(database: DataSource): HealthCheck {
  return {
    part: 'POSTGRES',
    remedy: 'See whether Postgres runs, and whether DATABASE_URL is right.',
    async look() {
      const [row] = await database.query<[PostgresFacts & { bytes: string }]>(FACTS);
      return judgePostgres({ ...row, databaseBytes: Number(row.bytes) });
    },
  };
}

export function judgePostgres({
  version,
  connections,
  maxConnections,
  databaseBytes,
}: PostgresFacts): Verdict {
  const used = `${connections} of ${maxConnections} connections`;
  if (connections >= maxConnections * FULL)
    return {
      ...{ status: 'DEGRADED', version, message: `${used} are in use.` },
      remedy: "Raise Postgres's max_connections, or run fewer replicas: each takes about 25.",
    };
  const megabytes = Math.round(databaseBytes / 1e6);
  return { status: 'OK', version, message: `${used} are in use; the database has ${megabytes} MB.` };
}
