import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import type { Sql } from '../../database/sql.ts';
import type { AttackTacticRow } from './attack-tactic.entity.ts';
import type { AttackTechniqueRow } from './attack-technique.entity.ts';
import type { CatalogueService } from './catalogue.service.ts';
import type { CatalogueRows } from './catalogue-rows.ts';
import {
  countsQuery,
  strayTagsQuery,
  type CountRow,
  type CoverageFilter,
  type HitRange,
  type StrayTagRow,
} from './coverage-query.ts';

/** Rules and hits of a technique. */
export interface TechniqueCounts {
  readonly liveRules: number;
  readonly shadowRules: number;
  /** Disabled, or DRAFT. */
  readonly idleRules: number;
  readonly hits: number;
}

export interface TechniqueCoverage extends TechniqueCounts {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  /** Short names. */
  readonly tactics: readonly string[];
  /** With those of sub-techniques, each rule once. */
  readonly whole: TechniqueCounts;
  /** Whether a live rule is tagged with it or one of its sub-techniques. */
  readonly isCovered: boolean;
  /** By name. */
  readonly subtechniques: readonly TechniqueCoverage[];
}

export interface TacticCoverage {
  readonly id: string;
  readonly shortName: string;
  readonly name: string;
  /** By name, without sub-techniques. */
  readonly techniques: readonly TechniqueCoverage[];
}

export interface AttackMatrix {
  readonly range: HitRange;
  /** In the order of the matrix. */
  readonly tactics: readonly TacticCoverage[];
  /** Techniques in use, each once, without sub-techniques. */
  readonly techniques: readonly TechniqueCoverage[];
}

export interface CoverageService {
  /** Throws BAD_USER_INPUT for the range; CONFLICT where there is no catalogue yet. */
  matrix(filter: CoverageFilter, range: Partial<HitRange>): Promise<AttackMatrix>;
  /** Tags of rules that the catalogue lacks or has given up. Throws CONFLICT where there is no catalogue yet. */
  strayTags(filter: CoverageFilter): Promise<readonly StrayTagRow[]>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DEFAULT_RANGE_MS = 7 * DAY_MS;
/** As long as hours of metrics can be kept. */
const MAX_RANGE_MS = 1_200 * DAY_MS;
const MAX_IDS = 100;

const NONE: TechniqueCounts = { liveRules: 0, shadowRules: 0, idleRules: 0, hits: 0 };

export function createCoverageService(
  database: DataSource,
  catalogue: Pick<CatalogueService, 'rows'>,
  now: () => Date,
): CoverageService {
  const rows = <Row>({ text, values }: Sql): Promise<Row[]> => database.query(text, [...values]);

  async function loaded(): Promise<CatalogueRows> {
    const known = await catalogue.rows();
    if (known.techniques.length > 0) return known;
    throw new AppError(
      'CONFLICT',
      'There is no catalogue of ATT&CK yet. Upload a bundle by "uploadAttackCatalogue", or name its address by "updateAttackSource".',
    );
  }

  return {
    async matrix(filter, given) {
      checkFilter(filter);
      const range = wholeHours(given, now());
      const { tactics, techniques } = await loaded();
      const coverage = toCoverage(techniques, await rows<CountRow>(countsQuery(filter, range)));
      return { range, techniques: coverage, tactics: tactics.map((tactic) => inTactic(tactic, coverage)) };
    },
    async strayTags(filter) {
      checkFilter(filter);
      await loaded();
      return rows<StrayTagRow>(strayTagsQuery(filter));
    },
  };
}

function inTactic(
  { id, shortName, name }: AttackTacticRow,
  coverage: readonly TechniqueCoverage[],
): TacticCoverage {
  const techniques = coverage.filter(({ tactics }) => tactics.includes(shortName));
  return { id, shortName, name, techniques };
}

/** Techniques in use, sub-techniques within them. */
function toCoverage(
  techniques: readonly AttackTechniqueRow[],
  counts: readonly CountRow[],
): readonly TechniqueCoverage[] {
  const keyOf = (technique: string, isWhole: boolean): string => `${technique} ${isWhole}`;
  const byKey = new Map(counts.map((row) => [keyOf(row.technique, row.isWhole), row]));
  const countsOf = (technique: string, isWhole: boolean): TechniqueCounts => {
    const row = byKey.get(keyOf(technique, isWhole));
    if (row === undefined) return NONE;
    const { liveRules, shadowRules, idleRules, hits } = row;
    return { liveRules, shadowRules, idleRules, hits: Number(hits) };
  };
  const inUse = techniques.filter(({ retirement }) => retirement === null);
  const ids = new Set(inUse.map(({ id }) => id));
  const parentOf = ({ parentId }: AttackTechniqueRow): string | null =>
    parentId !== null && ids.has(parentId) ? parentId : null;
  const children = Map.groupBy(inUse, parentOf);
  const cover = (technique: AttackTechniqueRow): TechniqueCoverage => {
    const { id, name, tactics } = technique;
    const own = countsOf(id, false);
    const subtechniques = (children.get(id) ?? []).map(cover);
    const whole = id.includes('.') ? own : countsOf(id, true);
    const isCovered = whole.liveRules > 0;
    return { id, name, parentId: parentOf(technique), tactics, ...own, whole, isCovered, subtechniques };
  };
  return (children.get(null) ?? []).map(cover);
}

/** Throws BAD_USER_INPUT. */
function checkFilter({ repositoryIds, pipelineIds }: CoverageFilter): void {
  if ([repositoryIds, pipelineIds].some((ids) => ids !== undefined && ids.length > MAX_IDS))
    throw new AppError('BAD_USER_INPUT', `A filter has ${MAX_IDS} values at most for each of its fields.`);
}

/** The hours that the range touches; the last 7 days where it is not given. Throws BAD_USER_INPUT. */
function wholeHours({ from, to }: Partial<HitRange>, now: Date): HitRange {
  const end = to ?? now;
  const start = from ?? new Date(end.getTime() - DEFAULT_RANGE_MS);
  if (!(start < end)) throw new AppError('BAD_USER_INPUT', 'The range begins before it ends.');
  if (end.getTime() - start.getTime() > MAX_RANGE_MS)
    throw new AppError('BAD_USER_INPUT', `A range has ${MAX_RANGE_MS / DAY_MS} days at most.`);
  return {
    from: new Date(Math.floor(start.getTime() / HOUR_MS) * HOUR_MS),
    to: new Date(Math.ceil(end.getTime() / HOUR_MS) * HOUR_MS),
  };
}
