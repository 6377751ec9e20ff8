import { sql, type Bind, type Sql } from '../../database/sql.ts';
import type { DetectionPosition } from './detection-cursor.ts';

/** What is undefined is any; of several values any one will do. */
export interface DetectionFilter {
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly pipelineIds?: readonly string[] | undefined;
  /** Ids of rules, or those that their authors gave. */
  readonly ruleIds?: readonly string[] | undefined;
  /** Indexes into Sigma's levels. */
  readonly levels?: readonly number[] | undefined;
  readonly techniques?: readonly string[] | undefined;
  readonly topics?: readonly string[] | undefined;
  /** Patterns of LIKE; the topic matches one of each list. */
  readonly topicLikes?: readonly (readonly string[])[] | undefined;
  /** Part of the event, whatever the letter case. */
  readonly text?: string | undefined;
}

/** Events that one query reads through where a text is looked for: no index knows their text. */
export const SEARCHED_ROWS = 5_000;
/** Detections that facets count, the newest first. */
export const FACET_ROWS = 100_000;
/** Detections that a histogram counts, the newest first: it reads an index alone. */
export const HISTOGRAM_ROWS = 1_000_000;
/** Most rules of the facets. */
const FACET_RULES = 20;
/** Most pipelines and techniques of the facets. */
const FACET_VALUES = 50;

const ORDER = 'ORDER BY matched_at DESC, id DESC';

function conditions(filter: DetectionFilter, before: DetectionPosition | undefined, bind: Bind): string {
  const { from, to, pipelineIds, ruleIds, levels, techniques, topics, topicLikes } = filter;
  const all = ['true'];
  if (from !== undefined) all.push(`matched_at >= ${bind(from)}`);
  if (to !== undefined) all.push(`matched_at < ${bind(to)}`);
  if (pipelineIds !== undefined) all.push(`pipeline_id = ANY (${bind(pipelineIds)})`);
  if (ruleIds !== undefined) all.push(`(rule_ids || sigma_ids) && ${bind(ruleIds)}::text[]`);
  if (levels !== undefined) all.push(`level = ANY (${bind(levels)}::smallint[])`);
  if (techniques !== undefined) all.push(`techniques && ${bind(techniques)}::text[]`);
  if (topics !== undefined) all.push(`topic = ANY (${bind(topics)})`);
  for (const likes of topicLikes ?? []) all.push(`topic LIKE ANY (${bind(likes)}::text[])`);
  if (before !== undefined) {
    const at = bind(before.matchedAt);
    // The first half says nothing new, but lets Postgres leave out the days after it.
    all.push(`matched_at <= ${at} AND (matched_at, id) < (${at}, ${bind(before.id)})`);
  }
  return all.join(' AND ');
}

function containing(text: string, bind: Bind): string {
  return `event ILIKE ${bind(`%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)}`;
}

/** The newest rows that pass the filter, at most `limit` of them; with a text, of those that are searched. */
function newest(
  filter: DetectionFilter,
  { columns, limit, before }: { columns: string; limit: number; before?: DetectionPosition | undefined },
  bind: Bind,
): string {
  const rows = (selected: string, most: number): string =>
    `SELECT ${selected} FROM detections WHERE ${conditions(filter, before, bind)} ${ORDER} LIMIT ${most}`;
  if (filter.text === undefined) return rows(columns, limit);
  return `SELECT ${columns} FROM (${rows('*', SEARCHED_ROWS)}) searched WHERE ${containing(filter.text, bind)} ${ORDER} LIMIT ${limit}`;
}

export function pageQuery(filter: DetectionFilter, limit: number, before?: DetectionPosition): Sql {
  return sql((bind) => newest(filter, { columns: '*', limit, before }, bind));
}

/** The last event that is searched for the text; no row where all were. */
export function lastSearchedQuery(filter: DetectionFilter, before?: DetectionPosition): Sql {
  return sql(
    (bind) =>
      `SELECT matched_at, id FROM detections WHERE ${conditions(filter, before, bind)} ${ORDER} OFFSET ${SEARCHED_ROWS - 1} LIMIT 1`,
  );
}

/** Rows of `facet`, `key` and `count`. */
export function facetsQuery(filter: DetectionFilter): Sql {
  const top = (limit: number): string => `GROUP BY key ORDER BY count DESC, key LIMIT ${limit}`;
  return sql(
    (bind) => `WITH counted AS MATERIALIZED (
      ${newest(filter, { columns: 'level, pipeline_id, rule_ids, techniques', limit: FACET_ROWS }, bind)})
    SELECT 'total' AS facet, '' AS key, count(*)::integer AS count FROM counted
    UNION ALL SELECT 'level', level::text, count(*)::integer FROM counted GROUP BY level
    UNION ALL (SELECT 'pipeline', pipeline_id AS key, count(*)::integer AS count FROM counted ${top(FACET_VALUES)})
    UNION ALL (SELECT 'rule', key, count(*)::integer AS count FROM counted, unnest(rule_ids) key ${top(FACET_RULES)})
    UNION ALL (SELECT 'technique', key, count(*)::integer AS count FROM counted, unnest(techniques) key ${top(FACET_VALUES)})`,
  );
}

/** Rows of `at` and `count`; buckets without any are left out. */
export function histogramQuery(filter: DetectionFilter, stepSeconds: number): Sql {
  return sql(
    (
      bind,
    ) => `SELECT date_bin(make_interval(secs => ${bind(stepSeconds)}), matched_at, to_timestamp(0)) AS at,
      count(*)::integer AS count
    FROM (${newest(filter, { columns: 'matched_at, id', limit: HISTOGRAM_ROWS }, bind)}) counted GROUP BY 1`,
  );
}

export function detectionQuery(id: string, topicLikes: DetectionFilter['topicLikes']): Sql {
  return sql(
    (bind) =>
      `SELECT * FROM detections WHERE id = ${bind(id)} AND ${conditions({ topicLikes }, undefined, bind)} ORDER BY matched_at LIMIT 1`,
  );
}

export interface SourcePosition {
  readonly pipeline_id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly position: number;
}

/** Detections of the same pipeline and source partition just before or after; the nearest first. */
export function neighboursQuery(of: SourcePosition, side: 'BEFORE' | 'AFTER', limit: number): Sql {
  const [relation, direction] = side === 'BEFORE' ? ['<', 'DESC'] : ['>', 'ASC'];
  return sql(
    (bind) => `SELECT * FROM detections
      WHERE pipeline_id = ${bind(of.pipeline_id)} AND topic = ${bind(of.topic)} AND partition = ${bind(of.partition)}
        AND ("offset", position) ${relation} (${bind(of.offset)}, ${bind(of.position)})
      ORDER BY "offset" ${direction}, position ${direction} LIMIT ${limit}`,
  );
}
