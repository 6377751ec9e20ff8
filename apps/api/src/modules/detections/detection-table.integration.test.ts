import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '../../database/data-source.ts';
import { dropPartitions, makePartitions } from '../../database/partitions.ts';
import type { Sql } from '../../database/sql.ts';
import { detectionAt } from '../../testing/messages.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import {
  facetsQuery,
  histogramQuery,
  neighboursQuery,
  pageQuery,
  SEARCHED_ROWS,
  type DetectionFilter,
} from './detection-query.ts';
import { decodeDetection } from './detection-row.ts';
import { createDetectionService } from './detection.service.ts';
import { DETECTIONS } from './detections-table.ts';
import { writeDetections } from './write-detections.ts';

const DAY_MS = 24 * 3600 * 1000;
const NOON = Date.UTC(2026, 5, 15, 12);
const at = (days: number): Date => new Date(NOON + days * DAY_MS);

let database: DataSource;
beforeAll(async () => {
  database = await createDataSource(await newDatabase()).initialize();
  await database.runMigrations();
});
afterAll(() => database.destroy());

const count = async (): Promise<number> => {
  const [row]: { count: number }[] = await database.query('SELECT count(*)::integer FROM detections');
  return row?.count ?? -1;
};
const days = async (): Promise<string[]> => {
  const rows: { name: string }[] = await database.query(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'detections'::regclass ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};

const rowAt = (offset: number, when: Date, pipelineId = 'p') =>
  decodeDetection(JSON.stringify(detectionAt(offset, { pipelineId, matchedAt: when.toISOString() })));

describe('the table of detections', () => {
  it('keeps each once where two write at the same time, also on two days', async () => {
    const before = await count();
    const rows = (when: Date) => Array.from({ length: 200 }, (_, offset) => rowAt(offset, when, 'twice'));
    const options = { partition: 0, retentionDays: 30, now: at(0) };
    await Promise.all([
      writeDetections(database, rows(at(0)), options),
      writeDetections(database, rows(at(-1)), options),
      writeDetections(database, rows(at(0)), options),
    ]);
    expect((await count()) - before).toBe(200);
  });

  it('has its partitions made ahead, and dropped as a whole when they are too old', async () => {
    const options = { partition: 0, retentionDays: 30, now: at(0) };
    await writeDetections(database, [rowAt(1, at(-10), 'old'), rowAt(2, at(-9), 'old')], options);
    const before = await count();
    const service = createDetectionService(database, () => at(0));
    expect(await service.keepPartitions(9)).toBe(1);
    expect(before - (await count())).toBe(1);
    expect(await service.keepPartitions(9)).toBe(0);
    const there = await days();
    expect(there).not.toContain('detections_p20260605');
    expect(there).toEqual(
      expect.arrayContaining(['detections_p20260606', 'detections_p20260616', 'detections_p20260617']),
    );
  });
});

describe('with many rows', () => {
  const ROWS_PER_DAY = 6_000;
  const DAYS = 8;
  beforeAll(async () => {
    await dropPartitions(database, DETECTIONS, at(100));
    await makePartitions(
      database,
      DETECTIONS,
      Array.from({ length: DAYS + 1 }, (_, day) => at(-day)),
    );
    await database.query(
      `INSERT INTO detections SELECT 'p' || n % 50 || '/events/0/' || n || '/0', $1::timestamptz - n * interval '14 seconds',
         $1, 'p' || n % 50, 1, 'topic-' || n % 20, n % 4, n, 0, CASE WHEN n % 500 = 0 THEN 4 ELSE n % 3 END,
         ARRAY['rule-' || n % 300], ARRAY['sigma-' || n % 300], ARRAY['T' || n % 100], '[]',
         CASE WHEN n % 4000 = 0 THEN 'needle' ELSE repeat('straw ', 60) END, false
       FROM generate_series(1, $2::integer) n`,
      [at(0), ROWS_PER_DAY * DAYS],
    );
    await database.query('ANALYZE detections');
  });

  async function plan({ text, values }: Sql): Promise<string> {
    const rows: Record<string, string>[] = await database.query(`EXPLAIN ${text}`, [...values]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  const day = { from: at(-2), to: at(-1) };
  const cursor = { matchedAt: at(-3), id: 'p1/events/0/7/0' };
  const filters: readonly (readonly [string, DetectionFilter])[] = [
    ['no filter', {}],
    ['a range', day],
    ['a pipeline', { pipelineIds: ['p7'] }],
    ['a pipeline and a range', { ...day, pipelineIds: ['p7'] }],
    ['a rule', { ruleIds: ['rule-17'] }],
    ["an author's id", { ruleIds: ['sigma-17'] }],
    ['the rarest level', { levels: [4] }],
    ['a technique', { techniques: ['T42'] }],
    ['a topic', { topics: ['topic-3'] }],
    ['a text', { text: 'needle' }],
  ];

  it.each(filters)('a page by %s reads no partition whole', async (_what, filter) => {
    expect(await plan(pageQuery(filter, 51))).not.toContain('Seq Scan');
    expect(await plan(pageQuery(filter, 51, cursor))).not.toContain('Seq Scan');
  });

  it.each(
    filters.filter(([, { pipelineIds, ruleIds, levels, techniques }]) =>
      [pipelineIds, ruleIds, levels, techniques].some((values) => values !== undefined),
    ),
  )('counts by %s read no partition whole', async (_what, filter) => {
    expect(await plan(facetsQuery(filter))).not.toMatch(/Seq Scan on detections/);
    expect(await plan(histogramQuery(filter, 3600))).not.toMatch(/Seq Scan on detections/);
  });

  it('a range reads the partitions of its days alone', async () => {
    const read = await plan(histogramQuery(day, 3600));
    expect(new Set(read.match(/detections_p\d{8}/g))).toEqual(
      new Set(['detections_p20260613', 'detections_p20260614']),
    );
  });

  it('neighbours and one detection are found by their index', async () => {
    const of = { pipeline_id: 'p7', topic: 'topic-7', partition: 3, offset: '2007', position: 0 };
    expect(await plan(neighboursQuery(of, 'BEFORE', 5))).not.toContain('Seq Scan');
    expect(await plan(neighboursQuery(of, 'AFTER', 5))).not.toContain('Seq Scan');
    const byId = { text: 'SELECT * FROM detections WHERE id = ANY ($1)', values: [['p7/events/0/7/0']] };
    expect(await plan(byId)).not.toContain('Seq Scan');
  });

  it('a text is looked for a part at a time, and all of it is found', async () => {
    const service = createDetectionService(database, () => at(0));
    let pages = 0;
    const found: string[] = [];
    for (let after: string | undefined, more = true; more; pages += 1) {
      const page = await service.page({ text: 'NEEDLE' }, 50, after);
      found.push(...page.detections.map(({ id }) => id));
      after = page.endCursor;
      more = page.hasNextPage;
    }
    expect(found).toHaveLength(Math.floor((ROWS_PER_DAY * DAYS) / 4000));
    expect(pages).toBe(Math.floor((ROWS_PER_DAY * DAYS) / SEARCHED_ROWS) + 1);
    expect(await service.facets({ text: 'needle' })).toMatchObject({ total: 1, isCapped: true });
  });
});
