import type { CorrelationEvent } from './correlation-event.ts';
import type { EvaluationContext } from './evaluate-instant.ts';
import { withText } from './state-codec.ts';
import type { PendingEvent } from './state-codec.ts';

/** Keeps of an event what the correlations of `rules` ask for. Values that are too long or too many are counted. */
export function selectFields(
  event: CorrelationEvent,
  rules: readonly string[],
  { compiled, limits, counts }: EvaluationContext,
): PendingEvent {
  const names = new Set<string>();
  for (const rule of rules) {
    for (const [index, input] of compiled.byRule.get(rule) ?? []) {
      const resolved = compiled.all[index]?.resolved;
      const measure = resolved?.correlation.measure;
      resolved?.inputs[input]?.groupFields.forEach((name) => names.add(name));
      resolved?.carriedFields.forEach((name) => names.add(name));
      if (measure !== undefined && 'fields' in measure) measure.fields.forEach((name) => names.add(name));
    }
  }
  const fields = new Map<string, readonly string[]>();
  for (const name of [...names].sort()) {
    const all = new Set(event.fieldOf(name));
    const short = [...all].filter((value) => value.length <= limits.maxTextLength);
    const values = short.slice(0, limits.maxValues);
    counts.oversized += all.size - values.length;
    if (values.length > 0) fields.set(name, values);
  }
  return withText({ timeMs: event.timeMs, id: event.id, rules, fields });
}
