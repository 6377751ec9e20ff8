import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { dropPartitions, makePartitions } from '../../database/partitions.ts';
import type { Sql } from '../../database/sql.ts';
import { timeBuckets } from '../../time-buckets.ts';
import { decodeCursor, encodeCursor } from './detection-cursor.ts';
import {
  FACET_ROWS,
  detectionQuery,
  facetsQuery,
  HISTOGRAM_ROWS,
  histogramQuery,
  lastSearchedQuery,
  neighboursQuery,
  pageQuery,
  type DetectionFilter,
} from './detection-query.ts';
import type { DetectionRow } from './detection-row.ts';
import { DETECTIONS } from './detections-table.ts';

/** A detection as it was kept. */
export type KeptDetection = Omit<DetectionRow, 'matched_at' | 'event_at' | 'revision'> & {
  readonly matched_at: Date;
  readonly event_at: Date;
  /** 64 bits: a decimal string. */
  readonly revision: string;
};

export interface DetectionPage {
  /** Newest first. */
  readonly detections: readonly KeptDetection[];
  readonly hasNextPage: boolean;
  /** Of the last detection; with a text, of the last one that was searched. */
  readonly endCursor: string | undefined;
}

export interface DetectionCounts {
  readonly total: number;
  /** Whether there are more than were counted. */
  readonly isCapped: boolean;
  /** Most first, by the value. Levels by their index. */
  readonly levels: ReadonlyMap<string, number>;
  readonly rules: ReadonlyMap<string, number>;
  readonly pipelines: ReadonlyMap<string, number>;
  readonly techniques: ReadonlyMap<string, number>;
}

export interface DetectionHistogram {
  /** Oldest first, zeros included. */
  readonly points: readonly { readonly atMs: number; readonly count: number }[];
  /** Whether there are more than were counted: the oldest are missing. */
  readonly isCapped: boolean;
}

export interface DetectionDetail {
  readonly detection: KeptDetection;
  /** Oldest first. */
  readonly before: readonly KeptDetection[];
  /** Oldest first. */
  readonly after: readonly KeptDetection[];
}

export interface DetectionService {
  /** Throws BAD_USER_INPUT for a page that is too large, and for a cursor that none gave. */
  page(filter: DetectionFilter, first: number, after: string | undefined): Promise<DetectionPage>;
  facets(filter: DetectionFilter): Promise<DetectionCounts>;
  /** Throws BAD_USER_INPUT for too many points. A range that is left open ends now, and has 24 hours. */
  histogram(filter: DetectionFilter, stepSeconds: number): Promise<DetectionHistogram>;
  /** One whose topic is allowed. Throws NOT_FOUND. */
  detail(id: string, topicLikes: DetectionFilter['topicLikes']): Promise<DetectionDetail>;
  /** Makes the tables of the next days, and drops those that are older; returns how many were dropped. */
  keepPartitions(retentionDays: number): Promise<number>;
}

const MAX_PAGE = 200;
const MAX_VALUES = 100;
const MAX_TEXT_CHARS = 200;
const NEIGHBOURS = 5;
const DAY_MS = 24 * 3600 * 1000;
const DAYS_AHEAD = 2;

export function createDetectionService(database: DataSource, now: () => Date): DetectionService {
  const rows = <Row>({ text, values }: Sql): Promise<Row[]> => database.query(text, [...values]);

  async function detail(id: string, topicLikes: DetectionFilter['topicLikes']): Promise<DetectionDetail> {
    const [detection] = await rows<KeptDetection>(detectionQuery(id, topicLikes));
    if (detection === undefined)
      throw new AppError(
        'NOT_FOUND',
        `There is no detection with id ${id}. It may be older than what is kept.`,
      );
    const [before, after] = await Promise.all([
      rows<KeptDetection>(neighboursQuery(detection, 'BEFORE', NEIGHBOURS)),
      rows<KeptDetection>(neighboursQuery(detection, 'AFTER', NEIGHBOURS)),
    ]);
    return { detection, before: before.toReversed(), after };
  }

  return {
    async page(filter, first, after) {
      checkFilter(filter);
      if (first < 1 || first > MAX_PAGE)
        throw new AppError('BAD_USER_INPUT', `A page has 1 to ${MAX_PAGE} detections.`);
      const before = after === undefined ? undefined : decodeCursor(after);
      const found = await rows<KeptDetection>(pageQuery(filter, first + 1, before));
      const detections = found.slice(0, first);
      const last = detections.at(-1);
      if (found.length > first || filter.text === undefined)
        return {
          detections,
          hasNextPage: found.length > first,
          endCursor: last && encodeCursor({ matchedAt: last.matched_at, id: last.id }),
        };
      const [searched] = await rows<Pick<KeptDetection, 'matched_at' | 'id'>>(
        lastSearchedQuery(filter, before),
      );
      const end = searched ?? last;
      return {
        detections,
        hasNextPage: searched !== undefined,
        endCursor: end && encodeCursor({ matchedAt: end.matched_at, id: end.id }),
      };
    },
    async facets(filter) {
      checkFilter(filter);
      const counted = await rows<{ facet: string; key: string; count: number }>(facetsQuery(filter));
      const of = (wanted: string): Map<string, number> =>
        new Map(counted.filter(({ facet }) => facet === wanted).map(({ key, count }) => [key, count]));
      const total = of('total').get('') ?? 0;
      const isCapped = total >= FACET_ROWS || (await isSearchCapped(filter));
      return {
        ...{ total, isCapped, levels: of('level'), rules: of('rule') },
        ...{ pipelines: of('pipeline'), techniques: of('technique') },
      };
    },
    async histogram(filter, stepSeconds) {
      checkFilter(filter);
      const to = filter.to ?? now();
      const buckets = timeBuckets(filter.from ?? new Date(to.getTime() - DAY_MS), to, stepSeconds);
      const ranged = { ...filter, from: filter.from ?? buckets.from, to };
      const found = await rows<{ at: Date; count: number }>(histogramQuery(ranged, stepSeconds));
      const counts = new Map(found.map(({ at, count }) => [at.getTime(), count]));
      const total = found.reduce((sum, { count }) => sum + count, 0);
      return {
        points: buckets.startsMs.map((atMs) => ({ atMs, count: counts.get(atMs) ?? 0 })),
        isCapped: total >= HISTOGRAM_ROWS || (await isSearchCapped(ranged)),
      };
    },
    detail,
    async keepPartitions(retentionDays) {
      const at = now().getTime();
      const ahead = Array.from({ length: DAYS_AHEAD + 1 }, (_, days) => new Date(at + days * DAY_MS));
      await makePartitions(database, DETECTIONS, ahead);
      return dropPartitions(database, DETECTIONS, new Date(at - retentionDays * DAY_MS));
    },
  };

  async function isSearchCapped(filter: DetectionFilter): Promise<boolean> {
    return filter.text !== undefined && (await rows(lastSearchedQuery(filter))).length > 0;
  }
}

/** Throws BAD_USER_INPUT. */
function checkFilter({ pipelineIds, ruleIds, levels, techniques, topics, text }: DetectionFilter): void {
  if (text !== undefined && text.length > MAX_TEXT_CHARS)
    throw new AppError('BAD_USER_INPUT', `A text to look for has ${MAX_TEXT_CHARS} characters at most.`);
  for (const values of [pipelineIds, ruleIds, levels, techniques, topics]) {
    if (values !== undefined && values.length > MAX_VALUES)
      throw new AppError(
        'BAD_USER_INPUT',
        `A filter has ${MAX_VALUES} values at most for each of its fields.`,
      );
  }
}
