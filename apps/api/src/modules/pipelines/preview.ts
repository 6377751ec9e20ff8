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

/** A fact that would change. */
export interface PreviewedChange {
  readonly field: string;
  /** Null where there was none. */
  readonly before: unknown;
  readonly after: unknown;
}

/** What becomes of the events that a preview was given. */
export interface PreviewedEvents {
  /** Those that are events: JSON objects. */
  readonly read: number;
  /** Those that filters take out. Null where the pipeline is new. */
  readonly filteredBefore: number | null;
  readonly filteredAfter: number;
  /** Those that the parsing script can't go through. Null where the pipeline is new. */
  readonly unparsedBefore: number | null;
  readonly unparsedAfter: number;
}

/** What a change would do to a pipeline on the workers. */
export interface PipelinePreview {
  /** As it is; undefined where it is new. */
  readonly pipeline: Pipeline | undefined;
  /** Why the change would be refused; the rest is then empty. */
  readonly problems: readonly string[];
  readonly changes: readonly PreviewedChange[];
  readonly rulesAdded: Counted<PreviewedRule>;
  readonly rulesRemoved: Counted<PreviewedRule>;
  /** Rules that workers have before and after, with another text, stage or level. */
  readonly rulesChanged: Counted<PreviewedRule>;
  /** Null where no events are given, or the pipeline goes. */
  readonly events: PreviewedEvents | null;
  /** Rules that can never fire on events with the fields of those given; null where `events` is. */
  readonly silentRules: Counted<SilentRule> | null;
  /** Whether there was more to look at than one preview does. */
  readonly isCut: boolean;
}

export const MAX_NAMED = 100;

export function countFirst<T>(items: readonly T[]): Counted<T> {
  return { count: items.length, first: items.slice(0, MAX_NAMED) };
}

/** The facts that are not the same. */
export function differences(
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>> | undefined,
): readonly PreviewedChange[] {
  return Object.keys({ ...before, ...after })
    .filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]))
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }));
}

/** The preview of a change that would be refused. */
export function refusedPreview(pipeline: Pipeline | undefined, problem: string): PipelinePreview {
  const none = countFirst<never>([]);
  return {
    ...{ pipeline, problems: [problem], changes: [], rulesAdded: none, rulesRemoved: none },
    ...{ rulesChanged: none, events: null, silentRules: null, isCut: false },
  };
}
