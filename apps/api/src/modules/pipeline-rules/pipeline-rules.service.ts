import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { createLastAsked } from '../../last-asked.ts';
import { checkPage, type Page } from '../../database/list-rows.ts';
import {
  choiceOf,
  createSeeEvents,
  findSilentRules,
  NO_RULES_TOUCHED,
  type Pipeline,
} from '../pipelines/index.ts';
import type { LogSourceService } from '../log-sources/index.ts';
import { currentRevision } from '../outbox/index.ts';
import type { ListedRule, RuleService } from '../rules/index.ts';
import { checkRuleFilter } from '../rules/index.ts';
import {
  countQuery,
  hoursOf,
  pageQuery,
  type HourRange,
  type PipelineRuleSort,
  type RuleActivity,
} from './pipeline-rules-query.ts';

/** A rule that workers match for a pipeline. */
export interface PipelineRule {
  readonly rule: ListedRule;
  readonly matches: number;
  readonly shadowMatches: number;
  /**
   * Sets of missing fields, any of which would let it fire; undefined where it can fire on events with the fields of those
   * given, or none are given.
   */
  readonly missing: readonly (readonly string[])[] | undefined;
}

export interface PipelineRulePage {
  readonly items: readonly PipelineRule[];
  readonly totalCount: number;
  /** Whether there were more rules than were looked at for missing fields. */
  readonly isCut: boolean;
}

export interface PipelineRulesRequest {
  readonly activity?: RuleActivity | undefined;
  /** Words of the rule's text, as in a RuleFilter. */
  readonly search?: string | undefined;
  readonly sort: PipelineRuleSort;
  readonly page: Page;
  /** Undefined: the last 24 hours; the hour in which they begin counts whole. */
  readonly range?: { readonly from: Date; readonly to: Date } | undefined;
  /** Texts; their fields tell which rules can't fire. */
  readonly events: readonly string[];
}

export interface PipelineRulesService {
  /**
   * Rules that workers match for the pipeline, or would once it is enabled, with their matches in it. Throws BAD_USER_INPUT
   * for what is out of bounds, and for CANNOT_FIRE without events.
   */
  page(pipeline: Pipeline, request: PipelineRulesRequest): Promise<PipelineRulePage>;
}

/** As many as a pipeline may have that is looked at. */
const MAX_SILENT = 60_000;
/** Answers of so many questions are kept for further pages: each may name all rules. */
const REMEMBERED = 4;

interface Silence {
  /** Missing fields of the rules that can't fire, by id. */
  readonly missing: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly isCut: boolean;
}

export function createPipelineRulesService(
  database: DataSource,
  { rules, logSources }: { readonly rules: RuleService; readonly logSources: LogSourceService },
  now: () => Date,
): PipelineRulesService {
  const { manager } = database;
  const silences = createLastAsked<Promise<Silence>>(REMEMBERED);

  async function findSilent(pipeline: Pipeline, events: readonly string[]): Promise<Silence> {
    const { logSourceId } = pipeline;
    const logSource = logSourceId === null ? undefined : await logSources.get(logSourceId);
    const seen = await createSeeEvents(events)({ pipeline, logSource });
    const question = { choice: choiceOf(pipeline), fields: seen?.fields ?? new Set<string>() };
    const bounds = { maxRules: MAX_SILENT, maxLooks: MAX_SILENT, maxNamed: MAX_SILENT };
    const [answer] = await findSilentRules(manager, [question], NO_RULES_TOUCHED, bounds);
    return {
      missing: new Map(answer?.silent.first.map(({ rule, missing }) => [rule.id, missing])),
      isCut: answer?.isCut === true,
    };
  }

  async function silentRules(pipeline: Pipeline, events: readonly string[]): Promise<Silence> {
    if (events.length === 0) return { missing: new Map(), isCut: false };
    // Of all that is configured the revision tells whether anything changed.
    const texts = createHash('sha256').update(JSON.stringify(events)).digest('hex');
    const key = `${await currentRevision(manager)} ${pipeline.id} ${pipeline.version} ${texts}`;
    return silences.get(key, () => findSilent(pipeline, events));
  }

  return {
    async page(pipeline, { activity, search, sort, page, range, events }) {
      checkPage(page);
      checkRuleFilter({ search });
      const hours: HourRange = hoursOf(range, now());
      if (activity === 'CANNOT_FIRE' && events.length === 0)
        throw new AppError(
          'BAD_USER_INPUT',
          'Which rules cannot fire depends on the fields of events. Give "events" or "sample".',
        );
      const { missing, isCut } = await silentRules(pipeline, events);
      const asked = {
        ...{ pipelineId: pipeline.id, choice: choiceOf(pipeline), hours, search, activity },
        silentIds: [...missing.keys()],
      };
      const count = countQuery(asked);
      const [{ total } = { total: 0 }]: { total: number }[] = await manager.query(count.text, [
        ...count.values,
      ]);
      const { text, values } = pageQuery(asked, sort, page);
      const rows: { id: string; matches: string; shadowMatches: string }[] =
        total <= page.offset ? [] : await manager.query(text, [...values]);
      const found = new Map((await rules.byIds(rows.map(({ id }) => id))).map((rule) => [rule.id, rule]));
      const items = rows.flatMap(({ id, matches, shadowMatches }) => {
        const rule = found.get(id);
        if (rule === undefined) return [];
        const counts = { matches: Number(matches), shadowMatches: Number(shadowMatches) };
        return [{ rule, ...counts, missing: missing.get(id) }];
      });
      return { items, totalCount: total, isCut };
    },
  };
}
