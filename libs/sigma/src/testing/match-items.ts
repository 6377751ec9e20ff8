import { evaluateNaively } from './evaluate-naively.ts';
import { toEvent } from '../event/event.ts';
import type { ParseOptions } from '../rule/parse-options.ts';
import { parseRule } from '../rule/parse-rule.ts';
import { ruleWith } from './parse-valid-rule.ts';

/** Fields of an event. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether the detection, each line of which is indented as it must be, matches an event, evaluated in the plainest way. */
export function matchesDetection(detection: string, event: Fields, options: ParseOptions = {}): boolean {
  const result = parseRule(ruleWith(detection), options);
  if (!result.ok) throw new Error(`the test's rule is refused: ${JSON.stringify(result.diagnostics)}`);
  return evaluateNaively(result.value.detection, toEvent(event));
}

/** The same for the items of one selection. */
export function matchesItems(items: string, event: Fields, options: ParseOptions = {}): boolean {
  const indented = items
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return matchesDetection(`s:\n${indented}\ncondition: s`, event, options);
}

/** The first error of a refused selection as `code line:column`; the items begin in line 7 and column 5. */
export function refusalOfItems(items: string, options: ParseOptions = {}): string {
  const indented = items.replaceAll(/^/gm, '  ');
  const result = parseRule(ruleWith(`s:\n${indented}\ncondition: s`), options);
  if (result.ok) return 'accepted';
  const [first] = result.diagnostics.filter(({ severity }) => severity === 'error');
  return `${first?.code} ${first?.span?.line}:${first?.span?.column}`;
}
