import fc from 'fast-check';
import { compileRules } from '../../engine/rule-set.ts';
import { parseDocuments } from '../../lint/parse-documents.ts';
import { parseRule } from '../../rule/parse-rule.ts';
import type { SigmaRule } from '../../rule/rule.ts';
import { findDisagreement } from '../agreement.ts';
import { randomEventBytes } from '../random-event-text.ts';
import { randomRuleText } from '../random-rules.ts';
import { ruleTexts, ruleTokens } from './rule-texts.ts';

/** What is fed to the language: texts of rules, and events as UTF-8 or not, in base64. Can be kept as JSON. */
export interface FuzzInput {
  readonly rules: readonly string[];
  readonly events: readonly string[];
}

/** What is fuzzed: how inputs are made, and what must not happen. */
export interface FuzzTarget {
  readonly name: string;
  readonly inputs: fc.Arbitrary<FuzzInput>;
  /** Throws or tells what is wrong. */
  check(input: FuzzInput): string | undefined;
}

type Change = (text: string, from: number, length: number, token: string) => string;
const changes: readonly Change[] = [
  (text, from, length) => text.slice(0, from) + text.slice(from + length),
  (text, from, length) => text.slice(0, from + length) + text.slice(from),
  (text, from, _, token) => text.slice(0, from) + token + text.slice(from),
  (text, from, _, token) => text.slice(0, from) + token.repeat(200) + text.slice(from),
  (text, from, length, token) => text.slice(0, from) + token + text.slice(from + length),
  (text, from) => text.slice(0, from),
  (text, from, length) => text.replaceAll('\n', `\n${' '.repeat(length % 3)}`).slice(from % 3),
];
const change = fc.tuple(
  fc.constantFrom(...changes),
  fc.nat(),
  fc.nat({ max: 40 }),
  fc.constantFrom(...ruleTokens),
);
/** A rule with a few changes, mostly small enough that much of it is still read. */
const changedRule = fc
  .tuple(fc.oneof(fc.constantFrom(...ruleTexts), randomRuleText), fc.array(change, { maxLength: 4 }))
  .map(([text, all]) =>
    all.reduce(
      (changed, [apply, place, length, token]) => apply(changed, place % (changed.length + 1), length, token),
      text,
    ),
  );

/** Rules of a text, as far as it is read. */
function readRules(text: string): readonly SigmaRule[] {
  const one = parseRule(text);
  const all = parseDocuments(text, {});
  const { diagnostics } = one;
  if (!one.ok && !diagnostics.some(({ severity }) => severity === 'error'))
    throw new Error('a rule is refused without an error');
  const several = all.flatMap(({ result }) => (result.ok ? [result.value] : []));
  return [...(one.ok ? [one.value] : []), ...several].filter(
    (rule): rule is SigmaRule => 'detection' in rule,
  );
}

const parser: FuzzTarget = {
  name: 'parser',
  inputs: changedRule.map((text) => ({ rules: [text], events: [] })),
  check: ({ rules }) => {
    const read = rules.flatMap(readRules);
    compileRules(read);
    const again = rules.flatMap(readRules);
    return print(read) === print(again) ? undefined : 'the same text is read in two ways';
  },
};

const matcher: FuzzTarget = {
  name: 'matcher',
  inputs: fc
    .tuple(
      fc.array(fc.oneof({ weight: 3, arbitrary: randomRuleText }, changedRule), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.array(randomEventBytes, { minLength: 1, maxLength: 5 }),
    )
    .map(([rules, events]) => ({ rules, events: events.map(toBase64) })),
  check: ({ rules, events }) => {
    const found = findDisagreement(rules.flatMap(readRules), events.map(fromBase64));
    return found && JSON.stringify(found);
  },
};

/** All targets. */
export const fuzzTargets: readonly FuzzTarget[] = [parser, matcher];

function print(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? `${member}n` : member));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
