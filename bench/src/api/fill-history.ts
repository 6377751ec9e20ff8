import pg from 'pg';

export interface HistoryOrder {
  readonly databaseUrl: string;
  /** Rows in all, about. */
  readonly rows: number;
  readonly pipelineIds: readonly string[];
}

const TABLES = ['metrics_minutes', 'metrics_hours'] as const;
/** Rules that matched again and again. */
const RULES = 2_000;
const MINUTES_KEPT = 7 * 24 * 60;
const HOURS_KEPT = 396 * 24;

interface Part {
  readonly kind: 'PIPELINE' | 'RULE';
  readonly table: (typeof TABLES)[number];
  readonly unit: 'minute' | 'hour';
  readonly keys: readonly string[];
  /** Of each key, back from now. */
  readonly steps: number;
}

function partsOf(rows: number, pipelineIds: readonly string[], ruleIds: readonly string[]): readonly Part[] {
  const each = (share: number, keys: readonly string[], most: number): number =>
    Math.min(most, Math.round((rows * share) / keys.length));
  const pipelines = { kind: 'PIPELINE', keys: pipelineIds } as const;
  return [
    {
      ...{ ...pipelines, table: 'metrics_minutes', unit: 'minute' },
      steps: each(0.2, pipelineIds, MINUTES_KEPT),
    },
    { ...{ ...pipelines, table: 'metrics_hours', unit: 'hour' }, steps: each(0.2, pipelineIds, HOURS_KEPT) },
    {
      ...{ kind: 'RULE', table: 'metrics_hours', unit: 'hour', keys: ruleIds },
      steps: each(0.6, ruleIds, HOURS_KEPT),
    },
  ];
}

/** Partitions as the API names them: days of minutes, months of hours. */
async function makePartitions(client: pg.Client, { table, unit, steps }: Part): Promise<void> {
  const [step, digits] = unit === 'minute' ? ['day', 8] : ['month', 6];
  const { rows } = await client.query<{ name: string; from: string; to: string }>(
    `SELECT '${table}_p' || left(to_char(first, 'YYYYMMDD'), ${digits}) AS name,
       first::text || 'Z' AS from, (first + interval '1 ${step}')::text || 'Z' AS to
     FROM generate_series(date_trunc('${step}', now() AT TIME ZONE 'UTC' - $1 * interval '1 ${unit}'),
       now() AT TIME ZONE 'UTC', interval '1 ${step}') first`,
    [steps],
  );
  for (const { name, from, to } of rows)
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${table} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
}

async function insert(
  client: pg.Client,
  { kind, table, unit, keys, steps }: Part,
  pipelineOfRules: string,
): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO ${table} (kind, key, pipeline_id, at, consumed, matches)
     SELECT '${kind}', key, coalesce($3, key), date_trunc('${unit}', now()) - n * interval '1 ${unit}', 5000, 3
     FROM unnest($1::text[]) key, generate_series(1, $2::integer) n`,
    [keys, steps, kind === 'RULE' ? pipelineOfRules : null],
  );
  return rowCount ?? 0;
}

/** Writes numbers as matchers would have left them: of each pipeline, and of some rules. Returns how many rows. */
export async function fillHistory({ databaseUrl, rows, pipelineIds }: HistoryOrder): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off');
    const found = await client.query<{ id: string }>('SELECT id FROM rules ORDER BY id LIMIT $1', [RULES]);
    const ruleIds = found.rows.map(({ id }) => id);
    let written = 0;
    // An index is made of all rows at once in a third of the time.
    for (const table of TABLES) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey`);
    for (const part of partsOf(rows, pipelineIds, ruleIds)) {
      await makePartitions(client, part);
      written += await insert(client, part, pipelineIds[0] ?? '');
    }
    for (const table of TABLES)
      await client.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_pkey PRIMARY KEY (kind, key, pipeline_id, at)`,
      );
    await client.query(
      'INSERT INTO rule_hits SELECT id, now() FROM unnest($1::uuid[]) id ON CONFLICT DO NOTHING',
      [ruleIds],
    );
    await client.query('VACUUM ANALYZE');
    return written;
  } finally {
    await client.end();
  }
}
