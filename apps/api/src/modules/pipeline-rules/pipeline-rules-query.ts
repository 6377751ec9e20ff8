import { AppError } from '../../app-error.ts';
import type { Page } from '../../database/list-rows.ts';
import { sql, type Bind, type Sql } from '../../database/sql.ts';
import { choiceCondition, type RuleChoice } from '../pipelines/index.ts';
import { TRIES_LAST_24_HOURS } from '../metrics/index.ts';
import { ruleConditions, RULE_LEVEL } from '../rules/index.ts';

/** MATCHED: in the range, in the stage SHADOW too. CANNOT_FIRE: for want of fields. */
export type RuleActivity = 'MATCHED' | 'NEVER_MATCHED' | 'CANNOT_FIRE';

export type PipelineRuleSort = 'MATCHES' | 'TRIES' | 'TITLE' | 'LEVEL';

/** Whole hours. */
export interface HourRange {
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** Which rules of a pipeline. */
export interface AskedRules {
  readonly pipelineId: string;
  readonly choice: RuleChoice;
  readonly hours: HourRange;
  readonly search: string | undefined;
  readonly activity: RuleActivity | undefined;
  /** Rules that can't fire. */
  readonly silentIds: readonly string[];
}

const HOUR_MS = 3600 * 1000;
const DAY_HOURS = 24;
/** Sums are by rule and hour: of more, one answer would add up millions. */
const MAX_DAYS = 31;

const JOIN_COST = `LEFT JOIN (${TRIES_LAST_24_HOURS}) AS cost (rule_id, tries) ON cost.rule_id = r.id`;
const ORDERS: Readonly<Record<PipelineRuleSort, string>> = {
  MATCHES: 'coalesce(matches + shadow_matches, 0) DESC, r.title, r.id',
  TRIES: 'cost.tries DESC NULLS LAST, r.title, r.id',
  TITLE: 'r.title, r.id',
  LEVEL: `${RULE_LEVEL} DESC, r.title, r.id`,
};

/** Rounded out to whole hours; without a range the last 24. Throws BAD_USER_INPUT. */
export function hoursOf(range: { readonly from: Date; readonly to: Date } | undefined, now: Date): HourRange {
  const toMs = Math.ceil((range?.to ?? now).getTime() / HOUR_MS) * HOUR_MS;
  const from = range?.from ?? new Date(now.getTime() - DAY_HOURS * HOUR_MS);
  const fromMs = Math.floor(from.getTime() / HOUR_MS) * HOUR_MS;
  if (range !== undefined && !(range.from < range.to))
    throw new AppError('BAD_USER_INPUT', 'The range begins before it ends.');
  if (toMs - fromMs > MAX_DAYS * DAY_HOURS * HOUR_MS)
    throw new AppError('BAD_USER_INPUT', `Matches of at most ${MAX_DAYS} days are added up at once.`);
  return { from: new Date(fromMs), to: new Date(toMs) };
}

/** One row of `total`. */
export function countQuery(asked: AskedRules): Sql {
  return sql((bind) => `SELECT count(*)::integer AS total ${rulesOf(asked, bind)}`);
}

/** Rows of `id`, `matches` and `shadowMatches`. */
export function pageQuery(asked: AskedRules, sort: PipelineRuleSort, { limit, offset }: Page): Sql {
  return sql(
    (bind) => `SELECT r.id, coalesce(matches, 0) AS matches, coalesce(shadow_matches, 0) AS "shadowMatches"
      ${rulesOf(asked, bind, sort === 'TRIES' ? JOIN_COST : '')}
      ORDER BY ${ORDERS[sort]}
      LIMIT ${bind(limit)} OFFSET ${bind(offset)}`,
  );
}

function rulesOf(
  { pipelineId, choice, hours, search, activity, silentIds }: AskedRules,
  bind: Bind,
  join = '',
): string {
  const all = [choiceCondition(choice, bind), ruleConditions({ search }, bind)];
  if (activity === 'MATCHED') all.push('matches + shadow_matches > 0');
  if (activity === 'NEVER_MATCHED') all.push('coalesce(matches + shadow_matches, 0) = 0');
  if (activity === 'CANNOT_FIRE') all.push(`r.id = ANY (${bind(silentIds)}::uuid[])`);
  return `FROM rules r LEFT JOIN (
      SELECT key, coalesce(sum(matches), 0) AS matches, coalesce(sum(shadow_matches), 0) AS shadow_matches FROM metrics_hours
      WHERE kind = 'RULE' AND pipeline_id = ${bind(pipelineId)} AND at >= ${bind(hours.from)} AND at < ${bind(hours.to)}
      GROUP BY key
    ) hits ON hits.key = r.id::text ${join}
    WHERE ${all.join(' AND ')}`;
}
