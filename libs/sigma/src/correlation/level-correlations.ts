import type { Diagnostic } from '@sluice/diagnostics';
import type { Correlation } from './correlation.ts';
import type { LinkedCorrelation } from './link-references.ts';

/** Highest level of a correlation, over rules being 1. */
const maxLevel = 10;

interface LevelledCorrelation {
  readonly linked: LinkedCorrelation;
  readonly level: number;
}

/**
 * Orders correlations so that inner ones come first, and leaves out those that are unsound, in a cycle, too deep, or
 * built on one that is left out. Cost: linear in correlations and references.
 */
export function levelCorrelations(
  linked: readonly LinkedCorrelation[],
  report: (correlation: Correlation, diagnostic: Diagnostic) => void,
): readonly LevelledCorrelation[] {
  const graph = createGraph(linked);
  const levels = new Map<LinkedCorrelation, number | 'left out'>();
  const leave = (one: LinkedCorrelation, code: string, message: string, target?: string): void => {
    levels.set(one, 'left out');
    const at = one.inputs.findIndex(
      (input) => input.isCorrelation && input.target === (target ?? input.target),
    );
    const span = one.correlation.rules[at]?.span;
    report(one.correlation, {
      code: `sigma.correlation.${code}`,
      severity: 'error',
      message,
      ...(span && { span }),
    });
  };
  for (const one of graph.innerFirst) {
    const inner = graph.innerOf(one).map((candidate) => ({ candidate, level: levels.get(candidate) }));
    const refused = inner.find(({ level }) => level === 'left out');
    if (!one.isSound) levels.set(one, 'left out');
    else if (refused !== undefined) {
      const { key } = refused.candidate.correlation;
      leave(one, 'rule-refused', `it is built on "${key}", which is left out`, key);
    } else {
      const level = 1 + Math.max(0, ...inner.map((candidate) => Number(candidate.level)));
      if (level <= maxLevel) levels.set(one, level);
      else leave(one, 'too-deep', `it is built of more than ${maxLevel} levels of correlations`);
    }
  }
  for (const one of graph.onCycles) leave(one, 'cycle', 'it is built on itself, directly or by others');
  for (const one of linked) {
    if (!levels.has(one)) leave(one, 'rule-refused', 'it is built on a correlation that is built on itself');
  }
  return linked
    .flatMap((one) => {
      const level = levels.get(one);
      return typeof level === 'number' ? [{ linked: one, level }] : [];
    })
    .sort((a, b) => a.level - b.level);
}

interface Graph {
  innerOf(one: LinkedCorrelation): readonly LinkedCorrelation[];
  /** Each after all that it is built on; without those that a cycle holds up. */
  readonly innerFirst: readonly LinkedCorrelation[];
  /** Those that are on a cycle, or between two. */
  readonly onCycles: readonly LinkedCorrelation[];
}

function createGraph(linked: readonly LinkedCorrelation[]): Graph {
  const byKey = new Map(linked.map((one) => [one.correlation.key, one]));
  const inner = new Map(
    linked.map((one) => [
      one,
      one.inputs
        .map(({ isCorrelation, target }) => (isCorrelation ? byKey.get(target) : undefined))
        .filter((candidate) => candidate !== undefined),
    ]),
  );
  const outer = new Map(linked.map((one): [LinkedCorrelation, LinkedCorrelation[]] => [one, []]));
  for (const [one, candidates] of inner) for (const candidate of candidates) outer.get(candidate)?.push(one);
  const innerFirst = peel(linked, inner, outer);
  const isFree = new Set(innerFirst);
  const rest = linked.filter((one) => !isFree.has(one));
  const isRest = new Set(rest);
  const restOuter = new Map(
    rest.map((one) => [one, (outer.get(one) ?? []).filter((candidate) => isRest.has(candidate))]),
  );
  const outerOnly = new Set(peel(rest, restOuter, inner));
  return {
    innerOf: (one) => inner.get(one) ?? [],
    innerFirst,
    onCycles: rest.filter((one) => !outerOnly.has(one)),
  };
}

/** Takes away, again and again, what waits for nothing (Kahn's algorithm). */
function peel(
  all: readonly LinkedCorrelation[],
  waitsFor: ReadonlyMap<LinkedCorrelation, readonly LinkedCorrelation[]>,
  releases: ReadonlyMap<LinkedCorrelation, readonly LinkedCorrelation[]>,
): readonly LinkedCorrelation[] {
  const open = new Map(all.map((one) => [one, waitsFor.get(one)?.length ?? 0]));
  const peeled = all.filter((one) => open.get(one) === 0);
  for (let at = 0; at < peeled.length; at += 1) {
    const one = peeled[at];
    for (const next of (one && releases.get(one)) ?? []) {
      const left = open.get(next);
      if (left === undefined) continue;
      open.set(next, left - 1);
      if (left === 1) peeled.push(next);
    }
  }
  return peeled;
}
