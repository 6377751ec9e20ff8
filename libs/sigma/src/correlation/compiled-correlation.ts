import type { Aggregate } from './aggregate/aggregate.ts';
import { createAggregate } from './aggregate/create-aggregate.ts';
import type { ResolvedCorrelation } from './resolved-correlation.ts';

/** An outer correlation that takes in the matches of an inner one. */
export interface OuterInput {
  /** Index among the compiled correlations; greater than the inner one's. */
  readonly outer: number;
  /** Which of the outer one's inputs. */
  readonly input: number;
  /**
   * Whether each event counts at which the inner condition holds, or only reported matches. Types that count distinct
   * things take all, so that "still going on" is seen; types that add up take matches, whose events don't overlap.
   */
  readonly isEveryTime: boolean;
}

/** A correlation as the correlator runs it. */
export interface CompiledCorrelation {
  readonly index: number;
  readonly key: string;
  readonly resolved: ResolvedCorrelation;
  readonly outers: readonly OuterInput[];
  /** Changes with all of the definition that serialised entries depend on. */
  readonly fingerprint: string;
  createAggregate(): Aggregate;
}

/** All correlations of a set, with which of their inputs a rule's match is: by the rule's id, `[index, input]`. */
export interface CompiledCorrelations {
  readonly all: readonly CompiledCorrelation[];
  readonly byRule: ReadonlyMap<string, readonly (readonly [index: number, input: number])[]>;
}

/** Prepares resolved correlations, in their order. */
export function compileCorrelations(correlations: readonly ResolvedCorrelation[]): CompiledCorrelations {
  const byRule = new Map<string, (readonly [number, number])[]>();
  const outers = new Map<string, OuterInput[]>(correlations.map(({ correlation }) => [correlation.key, []]));
  correlations.forEach(({ inputs, correlation: { measure } }, index) => {
    const isEveryTime = ['temporal', 'temporal_ordered', 'value_count'].includes(measure.kind);
    inputs.forEach(({ target, isCorrelation }, input) => {
      if (isCorrelation) outers.get(target)?.push({ outer: index, input, isEveryTime });
      else {
        const concerned = byRule.get(target) ?? [];
        concerned.push([index, input]);
        byRule.set(target, concerned);
      }
    });
  });
  const all = correlations.map((resolved, index) => ({
    index,
    key: resolved.correlation.key,
    resolved,
    outers: outers.get(resolved.correlation.key) ?? [],
    fingerprint: fingerprintOf(resolved),
    createAggregate: () => createAggregate(resolved),
  }));
  return { all, byRule };
}

/** FNV-1a over the definition, 32 bits. */
function fingerprintOf({ correlation, inputs, carriedFields }: ResolvedCorrelation): string {
  const { measure, groupBy, timespanMs } = correlation;
  const fields = 'fields' in measure ? measure.fields : [];
  const definition = JSON.stringify([measure.kind, fields, inputs, groupBy, timespanMs, carriedFields]);
  let hash = 0x811c9dc5;
  for (let at = 0; at < definition.length; at += 1) {
    hash = Math.imul(hash ^ definition.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
