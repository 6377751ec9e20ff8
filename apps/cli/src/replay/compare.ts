import { compileRules, type SigmaRule } from '@sluice/sigma';
import { readEvent } from '../match/read-event.ts';
import type { PipelineOutput } from './collect-output.ts';

/** What should come out: by the engine itself, without Kafka. */
export interface Expected {
  /** line → rule ids, sorted. */
  readonly tagged: ReadonlyMap<number, readonly string[]>;
  /** Lines that become dead letters: no events, or larger than the matcher reads. */
  readonly refused: ReadonlySet<number>;
}

export function expectedOutput(
  rules: readonly SigmaRule[],
  lines: readonly Buffer[],
  maxEventBytes: number,
): Expected {
  const ruleSet = compileRules(rules);
  const tagged = new Map<number, readonly string[]>();
  const refused = new Set<number>();
  for (const [index, line] of lines.entries()) {
    const read = line.length > maxEventBytes ? undefined : readEvent(line);
    if (!read?.ok) {
      refused.add(index + 1);
      continue;
    }
    const matched = ruleSet.match(read.event).rules;
    if (matched.length > 0) tagged.set(index + 1, matched.map(({ metadata }) => metadata.id).sort());
  }
  return { tagged, refused };
}

export interface Comparison {
  /** Lines whose outcome never came out. */
  readonly missing: number;
  /** Lines that came out though they should not, or with other rules. */
  readonly different: number;
  readonly matches: number;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

export function compareOutput(expected: Expected, output: PipelineOutput): Comparison {
  let missing = 0;
  let different = 0;
  let matches = 0;
  for (const [line, ids] of expected.tagged) {
    const found = output.tagged.get(line);
    if (found === undefined) missing += 1;
    else if (!isSame([...found].sort(), ids)) different += 1;
  }
  for (const [line, ids] of output.tagged) {
    matches += ids.length;
    if (!expected.tagged.has(line)) different += 1;
  }
  for (const line of expected.refused) if (!output.deadLettered.has(line)) missing += 1;
  for (const line of output.deadLettered) if (!expected.refused.has(line)) different += 1;
  return { missing, different, matches };
}

/** Quantile of values in ascending order, by nearest rank; 0 where there are none. */
export function quantile(sorted: readonly number[], share: number): number {
  const rank = Math.ceil(sorted.length * share);
  return sorted[Math.max(0, rank - 1)] ?? 0;
}
