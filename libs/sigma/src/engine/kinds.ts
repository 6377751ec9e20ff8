import { keptBy } from '../kept-by.ts';
import { fitsLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import { contentOf } from '../log-source/source-lists.ts';
import { maxKinds } from './index/segment.ts';

/** Events of the same log sources, on which the same rules are tried. */
export interface EventKind {
  readonly number: number;
  /** Undefined: the log source could not be told, every rule is tried. */
  readonly sources: readonly LogSource[] | undefined;
  /** Whether a rule for this log source is tried. */
  fits(rule: LogSource): boolean;
}

/** Number of the kind of events whose log source could not be told. */
export const unresolvedKind = 0;
/** Number of all kinds beyond those that are numbered. */
export const otherKind = -1;

/** The kinds that have been seen. */
export interface EventKinds {
  of(sources: readonly LogSource[] | undefined): EventKind;
  byNumber(number: number): EventKind | undefined;
  readonly all: readonly EventKind[];
}

/** Makes the list with the unresolved kind in it. */
export function createEventKinds(): EventKinds {
  const unresolved: EventKind = { number: unresolvedKind, sources: undefined, fits: () => true };
  const all: EventKind[] = [unresolved];
  const byContent = new Map<string, EventKind>();
  const kindOf = keptBy((sources: readonly LogSource[]): EventKind => {
    const content = contentOf(sources);
    const known = byContent.get(content);
    if (known !== undefined) return known;
    const isFull = all.length === maxKinds;
    const fits = (rule: LogSource): boolean => sources.some((source) => fitsLogSource(rule, source));
    const kind = { number: isFull ? otherKind : all.length, sources, fits };
    if (isFull) return kind;
    all.push(kind);
    byContent.set(content, kind);
    return kind;
  });
  return {
    all,
    byNumber: (number) => all[number],
    of: (sources) => (sources === undefined ? unresolved : kindOf(sources)),
  };
}
