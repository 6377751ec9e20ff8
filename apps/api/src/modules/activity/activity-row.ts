import type { DataSource } from 'typeorm';
import type { Bind } from '../../database/sql.ts';
import { AuditAction, type AuditObject } from '../audit/index.ts';
import { ActivityKind, ActivitySeverity } from './activity-event.entity.ts';
import type { Numbered, TableReader } from './follow-table.ts';

/** Where a row comes from; also its place among those of the same time. */
export type ActivitySource = 'audit' | 'event';

/** One thing that happened, from the audit log or from `activity_events`. */
export interface ActivityRow extends Numbered {
  readonly source: ActivitySource;
  readonly at: Date;
  /** µs since 1970, which a Date can't hold. */
  readonly atMicros: string;
  readonly kind: ActivityKind;
  readonly severity: ActivitySeverity;
  readonly objectId: string | null;
  readonly objectName: string;
  /** A sentence; null where it is made of the facts of a change. */
  readonly message: string | null;
  /** The three of a change; null otherwise. */
  readonly actor: string | null;
  readonly action: AuditAction | null;
  readonly objectType: AuditObject | null;
}

const MICROS = '(extract(epoch FROM at) * 1000000)::bigint::text AS "atMicros"';

/** SELECT lists of the two tables, which give the same columns. */
export const COLUMNS: Readonly<Record<ActivitySource, { readonly table: string; readonly columns: string }>> =
  {
    audit: {
      table: 'audit_log',
      columns: `'audit' AS source, id, at, ${MICROS}, '${ActivityKind.CHANGE}' AS kind,
      CASE WHEN action IN ('${AuditAction.DELETE}', '${AuditAction.LOGIN_FAILED}') THEN '${ActivitySeverity.WARNING}'
        ELSE '${ActivitySeverity.INFO}' END AS severity,
      object_id AS "objectId", object_name AS "objectName", NULL AS message,
      actor, action, object_type AS "objectType"`,
    },
    event: {
      table: 'activity_events',
      columns: `'event' AS source, id, at, ${MICROS}, kind, severity, object_id AS "objectId",
      object_name AS "objectName", message, NULL AS actor, NULL AS action, NULL AS "objectType"`,
    },
  };

/** As Postgres gives it. */
export type RawRow = Omit<ActivityRow, 'id'> & { readonly id: string };

export function toRow(raw: RawRow): ActivityRow {
  return { ...raw, id: BigInt(raw.id) };
}

/** Ids before the newest that are looked for at the start. */
const LOOK_BACK = 1_000;

export function activityReader(database: DataSource, source: ActivitySource): TableReader<ActivityRow> {
  const { table, columns } = COLUMNS[source];
  return {
    async start() {
      const [row] = await database.query<[{ newest: string; missing: string[] }]>(
        `SELECT newest::text, ARRAY(
           SELECT id::text FROM generate_series(greatest(1, newest - ${LOOK_BACK}), newest) id
           WHERE NOT EXISTS (SELECT FROM ${table} known WHERE known.id = id)) AS missing
         FROM (SELECT coalesce(max(id), 0) AS newest FROM ${table}) top`,
      );
      return { newest: BigInt(row.newest), missing: row.missing.map(BigInt) };
    },
    async read(newest, missing, limit) {
      const found = await database.query<RawRow[]>(
        `SELECT ${columns} FROM ${table} WHERE id > $1::bigint OR id = ANY ($2::bigint[]) ORDER BY id LIMIT $3`,
        [String(newest), missing.map(String), limit],
      );
      return found.map(toRow);
    },
  };
}

/** SQL of one page of both tables, newest first. `conditions` says which rows of a table count. */
export function pageQuery(
  conditions: (source: ActivitySource) => string,
  limit: string,
  after: { readonly at: string; readonly id: string; readonly source: string } | undefined,
): string {
  const part = (source: ActivitySource): string => {
    const { table, columns } = COLUMNS[source];
    const before =
      after === undefined
        ? 'true'
        : `at <= ${after.at} AND (at, id, '${source}'::text) < (${after.at}, ${after.id}, ${after.source})`;
    return `(SELECT ${columns} FROM ${table} WHERE ${before} AND ${conditions(source)} ORDER BY at DESC, id DESC LIMIT ${limit})`;
  };
  return `SELECT * FROM (${part('audit')} UNION ALL ${part('event')}) happened
    ORDER BY at DESC, id DESC, source DESC LIMIT ${limit}`;
}

/** SQL of the time that a number of µs since 1970 is. */
export function timeOfMicros(micros: string, bind: Bind): string {
  return `(to_timestamp(0) + ${bind(micros)}::bigint * interval '1 microsecond')`;
}
