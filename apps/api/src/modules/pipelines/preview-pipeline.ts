import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { compileScript, parseScript } from '@sluice/logparse';
import { parseEvent, parseRule, toEvent, type SigmaEvent, type SigmaRule } from '@sluice/sigma';
import { coverage, fieldsOf } from '@sluice/sigma/coverage';
import { createFieldMapper } from '@sluice/sigma/mapping';
import type { EntityManager } from 'typeorm';
import { LogSource } from '../log-sources/index.ts';
import type { Pipeline } from './pipeline.entity.ts';

/** A rule as a preview names it. */
export interface PreviewedRule {
  readonly id: string;
  readonly sigmaId: string;
  readonly title: string;
}

/** The first of several, and how many there are. */
export interface Counted<T> {
  readonly count: number;
  /** At most 100. */
  readonly first: readonly T[];
}

/** A rule that can't fire, and sets of missing fields of which any would let it. */
export interface SilentRule {
  readonly rule: PreviewedRule;
  readonly missing: readonly (readonly string[])[];
}

/** A fact of the pipeline that would change. */
export interface PreviewedChange {
  readonly field: string;
  /** Null where the pipeline is new. */
  readonly before: unknown;
  readonly after: unknown;
}

/** What a change of a pipeline would do on the workers. */
export interface PipelinePreview extends PreviewedRules {
  /** Why the change would be refused; the rest is then empty. */
  readonly problems: readonly string[];
  readonly changes: readonly PreviewedChange[];
}

export interface PreviewedRules {
  readonly rulesAdded: Counted<PreviewedRule>;
  readonly rulesRemoved: Counted<PreviewedRule>;
  /** Rules that can never fire on events with the fields of those given; null where none are given. */
  readonly silentRules: Counted<SilentRule> | null;
}

interface RuleRow extends PreviewedRule {
  readonly text: string;
}

const MAX_NAMED = 100;
/** Parsing is CPU time: other requests get their turn after this many rules. */
const RULES_PER_TURN = 50;

function countFirst<T>(items: readonly T[]): Counted<T> {
  return { count: items.length, first: items.slice(0, MAX_NAMED) };
}

export const noRules: PreviewedRules = {
  rulesAdded: countFirst([]),
  rulesRemoved: countFirst([]),
  silentRules: null,
};

/** The facts that are not the same. */
export function differences(
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>>,
): readonly PreviewedChange[] {
  return Object.entries(after)
    .filter(([field, value]) => JSON.stringify(before?.[field]) !== JSON.stringify(value))
    .map(([field, value]) => ({ field, before: before?.[field] ?? null, after: value ?? null }));
}

/** Which rules come and go, and which would be silent. */
export async function previewRules(
  manager: EntityManager,
  before: Pipeline | undefined,
  after: Pipeline,
  events: readonly string[],
): Promise<PreviewedRules> {
  const [rowsBefore, rowsAfter] = [await chosenRules(manager, before), await chosenRules(manager, after)];
  const { logSourceId } = after;
  const logSource = logSourceId === null ? null : await manager.findOneBy(LogSource, { id: logSourceId });
  return {
    rulesAdded: without(rowsAfter, rowsBefore),
    rulesRemoved: without(rowsBefore, rowsAfter),
    silentRules:
      events.length === 0 ? null : await silentRules(await readRules(manager, after), events, logSource),
  };
}

/** Rules that workers would match for the pipeline, by title; none while it is disabled. */
async function chosenRules(manager: EntityManager, pipeline: Pipeline | undefined): Promise<RuleRow[]> {
  return pipeline?.enabled === true ? readRules(manager, pipeline) : [];
}

/** Rules that workers would match for the pipeline once it is enabled, by title. */
function readRules(manager: EntityManager, pipeline: Pipeline): Promise<RuleRow[]> {
  return manager.query(
    `SELECT id, sigma_id AS "sigmaId", title, text FROM rules
     WHERE repository_id = ANY ($1::uuid[]) AND NOT id = ANY ($2::uuid[]) AND enabled AND stage <> 'DRAFT'
     ORDER BY title, id`,
    [pipeline.repositories.map(({ id }) => id), pipeline.disabledRuleIds],
  );
}

/** Those of `rows` that are not among `others`. */
function without(rows: readonly RuleRow[], others: readonly RuleRow[]): Counted<PreviewedRule> {
  const known = new Set(others.map(({ id }) => id));
  return countFirst(rows.filter(({ id }) => !known.has(id)).map(toPreviewed));
}

/** Rules that can never fire on events that have no other fields than these have, as the log source makes them. */
async function silentRules(
  rows: readonly RuleRow[],
  events: readonly string[],
  logSource: LogSource | null,
): Promise<Counted<SilentRule>> {
  const read = eventReader(logSource);
  const fields = new Set(events.map(read).flatMap((event) => (event === undefined ? [] : fieldsOf(event))));
  const parsed = new Map<SigmaRule, RuleRow>();
  for (const [index, row] of rows.entries()) {
    if (index % RULES_PER_TURN === 0) await yieldToOthers();
    const result = parseRule(row.text, { isForMatching: true });
    if (result.ok) parsed.set(result.value, row);
  }
  const { gaps } = coverage([...parsed.keys()], fields);
  return countFirst(
    gaps.flatMap(({ rule, missing }) => {
      const row = parsed.get(rule);
      return row === undefined ? [] : [{ rule: toPreviewed(row), missing }];
    }),
  );
}

function toPreviewed({ id, sigmaId, title }: RuleRow): PreviewedRule {
  return { id, sigmaId, title };
}

/** Reads an event as a worker would; undefined for what is none. */
function eventReader(logSource: LogSource | null): (text: string) => SigmaEvent | undefined {
  const script = parseScript(logSource?.script ?? '');
  const run = script.ok ? compileScript(script.value) : undefined;
  const mapFields = createFieldMapper(logSource?.mapping ?? {});
  return (text) => {
    const parsed = parseEvent(text);
    if (!parsed.ok) return undefined;
    const result = run?.(parsed.event.root);
    return mapFields(result?.ok === true ? toEvent(result.event) : parsed.event);
  };
}
