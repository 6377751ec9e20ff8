import { compileRules } from '../engine/rule-set.ts';
import type { ByteMatchResult, MatchOptions, RuleSet } from '../engine/rule-set.ts';
import { parseEvent } from '../event/parse-event.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { matchBytesPlainly } from './match-plainly.ts';

const options: readonly MatchOptions[] = [
  {},
  { ignoreLogSource: true },
  { logSource: { product: 'Windows', category: 'process_creation' } },
  { logSource: { product: 'windows' } },
];

/** An answer of a door beside the right one; rules by their places. */
export interface Disagreement {
  readonly door: 'bytes' | 'object';
  readonly option: MatchOptions;
  readonly event: string;
  readonly expected: object;
  readonly answer: object;
}

/** Compares both doors with plain evaluation, event after event and with several options; the first difference. */
export function findDisagreement(
  rules: readonly SigmaRule[],
  events: readonly Uint8Array[],
): Disagreement | undefined {
  const ruleSet = compileRules(rules);
  for (const option of options) {
    for (const bytes of events) {
      const right = matchBytesPlainly(rules, bytes, option);
      const expected = numbered(right, rules);
      const answers = { bytes: numbered(ruleSet.matchBytes(bytes, option), rules) };
      // The object door begins with a text.
      const isText = right.ok || right.reason !== 'EVENT_NOT_UTF8';
      const all = isText
        ? { ...answers, object: numbered(matchObject(ruleSet, bytes, option), rules) }
        : answers;
      for (const [door, answer] of Object.entries(all)) {
        if (JSON.stringify(answer) === JSON.stringify(expected)) continue;
        const event = new TextDecoder().decode(bytes);
        return { door: door as Disagreement['door'], option, event, expected, answer };
      }
    }
  }
  return undefined;
}

/** The object door, as one would use it on bytes. */
function matchObject(ruleSet: RuleSet, bytes: Uint8Array, option: MatchOptions): ByteMatchResult {
  const parsed = parseEvent(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  return parsed.ok ? { ok: true, ...ruleSet.match(parsed.event, option) } : parsed;
}

/** A result with the places of its rules in the set: rules that are equal are not the same. */
function numbered(result: ByteMatchResult, rules: readonly SigmaRule[]): object {
  if (!result.ok) return { ok: false, reason: result.reason };
  const { isLogSourceResolved } = result;
  return { ok: true, rules: result.rules.map((rule) => rules.indexOf(rule)), isLogSourceResolved };
}
