import { isUuid } from '../../database/uuid.ts';
import { sql, type Bind, type Sql } from '../../database/sql.ts';

/** Which rules count. What is undefined is any. */
export interface CoverageFilter {
  readonly repositoryIds?: readonly string[] | undefined;
  /** Rules that one of these pipelines uses. Hits are those in them. */
  readonly pipelineIds?: readonly string[] | undefined;
  /** Hits are those in these pipelines, whichever the rules are. */
  readonly hitPipelineIds?: readonly string[] | undefined;
  /** Rules that a pipeline which is enabled uses. */
  readonly isInUse?: boolean | undefined;
}

/** Whole hours that hits are counted in. */
export interface HitRange {
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** A row of {@link countsQuery}. */
export interface CountRow {
  readonly technique: string;
  /** Whether rules of sub-techniques are counted too, each rule once. */
  readonly isWhole: boolean;
  readonly liveRules: number;
  readonly shadowRules: number;
  readonly idleRules: number;
  /** A decimal number: sums of 64 bits. */
  readonly hits: string;
}

/** A row of {@link strayTagsQuery}. */
export interface StrayTagRow {
  readonly kind: 'TECHNIQUE' | 'TACTIC';
  readonly tag: string;
  readonly ruleCount: number;
  /** Of a technique that the catalogue knows, and which is given up. */
  readonly retirement: 'revoked' | 'deprecated' | null;
  readonly replacedBy: string | null;
}

export const MAX_STRAY_TAGS = 500;
const MAX_TAG_CHARS = 100;

/**
 * SQL of the rules that pass the filter: id, state, techniques, tactics. A rule is used by as many pipelines as have its
 * repository, less those that disabled it.
 */
function countedRules({ repositoryIds, pipelineIds, isInUse }: CoverageFilter, bind: Bind): string {
  const state = `CASE WHEN r.enabled AND r.stage <> 'DRAFT' THEN r.stage ELSE 'IDLE' END AS state`;
  const columns = `r.id, ${state}, r.techniques, r.tactics`;
  const ofRepositories =
    repositoryIds === undefined
      ? 'true'
      : `r.repository_id = ANY (${bind(repositoryIds.filter(isUuid))}::uuid[])`;
  if (pipelineIds === undefined && isInUse !== true)
    return `SELECT ${columns} FROM rules r WHERE ${ofRepositories}`;
  const ids = pipelineIds === undefined ? 'true' : `p.id = ANY (${bind(pipelineIds.filter(isUuid))}::uuid[])`;
  const pipelines = `(SELECT id, disabled_rule_ids FROM pipelines p WHERE ${ids}${isInUse === true ? ' AND p.enabled' : ''})`;
  return `SELECT ${columns} FROM rules r
    JOIN (SELECT u.repository_id, count(*) AS uses FROM ${pipelines} p
      JOIN pipeline_repositories u ON u.pipeline_id = p.id GROUP BY 1) used ON used.repository_id = r.repository_id
    LEFT JOIN (SELECT off.rule_id, count(*) AS offs
      FROM (SELECT DISTINCT p.id AS pipeline_id, unnest(p.disabled_rule_ids) AS rule_id FROM ${pipelines} p) off
      JOIN rules d ON d.id = off.rule_id
      JOIN pipeline_repositories u ON u.pipeline_id = off.pipeline_id AND u.repository_id = d.repository_id
      GROUP BY 1) disabled ON disabled.rule_id = r.id
    WHERE ${ofRepositories} AND used.uses > coalesce(disabled.offs, 0)`;
}

/** SQL of the matches of each rule. */
function hitsOfRules(
  { pipelineIds, hitPipelineIds = pipelineIds }: CoverageFilter,
  { from, to }: HitRange,
  bind: Bind,
): string {
  const ofPipelines = hitPipelineIds === undefined ? '' : ` AND pipeline_id = ANY (${bind(hitPipelineIds)})`;
  return `SELECT key, sum(matches) AS hits FROM metrics_hours
    WHERE kind = 'RULE' AND at >= ${bind(from)} AND at < ${bind(to)}${ofPipelines} GROUP BY key`;
}

/** Rows of {@link CountRow}: how many rules and hits each technique has, by itself and with its sub-techniques. */
export function countsQuery(filter: CoverageFilter, range: HitRange): Sql {
  return sql(
    (bind) => `
    WITH counted AS (${countedRules(filter, bind)}),
    placed AS MATERIALIZED (
      SELECT DISTINCT c.id, c.state, t.current_id AS technique
      FROM counted c CROSS JOIN LATERAL unnest(c.techniques) tag JOIN attack_techniques t ON t.id = tag),
    hits AS (${hitsOfRules(filter, range, bind)}),
    both_ways AS (
      SELECT id, state, technique, false AS whole FROM placed
      UNION ALL SELECT DISTINCT id, state, split_part(technique, '.', 1), true FROM placed)
    SELECT b.technique, b.whole AS "isWhole",
      count(*) FILTER (WHERE b.state = 'LIVE')::integer AS "liveRules",
      count(*) FILTER (WHERE b.state = 'SHADOW')::integer AS "shadowRules",
      count(*) FILTER (WHERE b.state = 'IDLE')::integer AS "idleRules",
      coalesce(sum(h.hits), 0)::text AS hits
    FROM both_ways b LEFT JOIN hits h ON h.key = b.id::text
    GROUP BY 1, 2`,
  );
}

/** Rows of {@link StrayTagRow}, most rules first: tags of rules that the catalogue lacks, or has given up. */
export function strayTagsQuery(filter: CoverageFilter): Sql {
  return sql(
    (bind) => `
    WITH counted AS MATERIALIZED (${countedRules(filter, bind)})
    SELECT kind, tag, retirement, replaced_by AS "replacedBy", count(*)::integer AS "ruleCount" FROM (
      SELECT DISTINCT c.id, 'TECHNIQUE' AS kind, left(tag, ${MAX_TAG_CHARS}) AS tag, t.retirement,
        CASE WHEN t.current_id <> t.id THEN t.current_id END AS replaced_by
      FROM counted c CROSS JOIN LATERAL unnest(c.techniques) tag LEFT JOIN attack_techniques t ON t.id = tag
      WHERE t.id IS NULL OR t.retirement IS NOT NULL
      UNION ALL
      SELECT DISTINCT c.id, 'TACTIC', left(tag, ${MAX_TAG_CHARS}), NULL, NULL
      FROM counted c CROSS JOIN LATERAL unnest(c.tactics) tag
      WHERE NOT EXISTS (SELECT FROM attack_tactics a
        WHERE a.short_name = replace(lower(tag), '_', '-') OR lower(a.id) = lower(tag))
    ) stray GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2 LIMIT ${MAX_STRAY_TAGS}`,
  );
}
