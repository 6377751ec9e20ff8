import { createCorrelator } from '../correlator.ts';
import type { Correlator } from '../correlator.ts';
import type { CorrelationEvent, CorrelationMatch, StepResult } from '../correlation-event.ts';
import type { CorrelationLimits } from '../correlation-limits.ts';
import { resolveCorrelations } from '../resolve-correlations.ts';
import type { ResolvedCorrelation } from '../resolved-correlation.ts';
import { readValidCorrelations } from './read-valid-correlations.ts';
import type { PlainEvent, PlainMatch } from './recount-naively.ts';

/** Correlations of a text over rules `a` to `d`. */
export function resolveValidCorrelations(text: string): readonly ResolvedCorrelation[] {
  const rules = ['a', 'b', 'c', 'd'].map((id) => ({ metadata: { id } }));
  const { correlations, problems } = resolveCorrelations(readValidCorrelations(text), rules);
  if (problems.length > 0) throw new Error(`the test's correlation is refused: ${JSON.stringify(problems)}`);
  return correlations;
}

export function toCorrelationEvent({ id, timeMs, rules, fields }: PlainEvent): CorrelationEvent {
  return {
    id,
    timeMs,
    matchedRuleIds: rules,
    fieldOf: (name) => fields.filter(([field]) => field === name).flatMap(([, values]) => values),
  };
}

export function toPlainMatch(match: CorrelationMatch): PlainMatch {
  const { correlation, timeMs, value, group, eventIds } = match;
  return { correlation, timeMs, value, group: group.map((one) => one.value), ids: eventIds };
}

/** A correlator with the state that a changelog would hold. */
export interface RecordedRun {
  readonly correlator: Correlator;
  readonly state: Map<string, string>;
  readonly matches: CorrelationMatch[];
  step(event: PlainEvent): void;
  advance(timeMs: number): void;
}

export function recordRun(
  correlations: readonly ResolvedCorrelation[],
  limits: Partial<CorrelationLimits> = {},
  from: ReadonlyMap<string, string> = new Map(),
): RecordedRun {
  const correlator = createCorrelator(correlations, limits);
  const refused = correlator.restore(from);
  if (refused.length > 0) throw new Error(`the state is refused: ${JSON.stringify(refused)}`);
  const state = new Map(from);
  const matches: CorrelationMatch[] = [];
  const record = (result: StepResult): void => {
    matches.push(...result.matches);
    for (const { key, value } of result.changes) {
      if (value === null) state.delete(key);
      else state.set(key, value);
    }
  };
  return {
    correlator,
    state,
    matches,
    step: (event) => {
      record(correlator.step(toCorrelationEvent(event)));
    },
    advance: (timeMs) => {
      record(correlator.advance(timeMs));
    },
  };
}
