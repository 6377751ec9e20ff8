import type { Test } from '../detection/predicate.ts';
import { compileRegex } from '../detection/regex.ts';
import { testText } from '../detection/test-text.ts';
import { keptBy } from '../kept-by.ts';
import { foldCase } from '../pattern/fold.ts';
import type { Effort } from './effort.ts';
import { proposeTexts } from './propose-texts.ts';
import type { Random } from './random.ts';

/** A value that is put into an event; undefined leaves the field out. */
export type SyntheticValue = string | number | null | undefined | readonly (string | null)[];

/** What a field's value must and must not be. Tests that ask about another field are not among them. */
export interface FieldNeeds {
  /** Tests that must hold. */
  readonly wanted: readonly Test[];
  /** Tests that must not. */
  readonly refused: readonly Test[];
}

/** Whether a value is what a field needs. */
export function fulfils(value: SyntheticValue, { wanted, refused }: FieldNeeds): boolean {
  return wanted.every((test) => passes(value, test)) && !refused.some((test) => passes(value, test));
}

/** Whether the test of a field holds for its value. */
export function passes(value: SyntheticValue, test: Test): boolean {
  const members = membersOf(value);
  switch (test.kind) {
    case 'exists':
      return value !== undefined;
    case 'null':
      return value === undefined || members.includes(null);
    case 'value':
      return members.some((member) => member !== null);
    default:
      return members.some(
        (member) => member !== null && testText(test, String(member), foldCase(String(member))),
      );
  }
}

function membersOf(value: SyntheticValue): readonly (string | number | null)[] {
  if (value === undefined) return [];
  return typeof value === 'object' && value !== null ? value : [value];
}

/** Where values come from: chance, how much work may be done, and whether a field may have several values. */
export interface Means {
  readonly random: Random;
  readonly effort: Effort;
  readonly allowsLists: boolean;
}

/** Most tests that one value is made to pass. */
const maxWanted = 200;

/**
 * Finds a value for a field; `no-value` where none was found. Takes one text where one will do; where no text passes all
 * the tests and lists are allowed, a list of texts that do together.
 */
export function findValue(needs: FieldNeeds, means: Means): { readonly value: SyntheticValue } | 'no-value' {
  const { wanted, refused } = needs;
  const texts = wanted.filter(({ kind }) => kind !== 'exists' && kind !== 'null' && kind !== 'value');
  if (texts.length > maxWanted) return 'no-value';
  if (texts.length === 0) for (const value of [undefined, null]) if (fulfils(value, needs)) return { value };
  const needsNull = wanted.some(({ kind }) => kind === 'null');
  for (const text of proposeTexts(texts, means.random)) {
    if (!means.effort.take(costOf(text, wanted) + costOf(text, refused))) return 'no-value';
    if (fulfils(needsNull ? [text, null] : text, needs))
      return { value: needsNull ? [text, null] : asNumber(text) };
  }
  // Present, not null, and without a text.
  if (fulfils([], needs)) return { value: [] };
  return means.allowsLists ? findList(texts, needs, means) : 'no-value';
}

/** A search by a regular expression may take all of its instructions at each character, about four of them a unit. */
function costOf(text: string, tests: readonly Test[]): number {
  return tests.reduce(
    (cost, test) => cost + (test.kind === 'regex' ? (text.length * sizeOf(test)) / 4 : 1),
    0,
  );
}

const sizeOf = keptBy(({ source, flags }: Test & { readonly kind: 'regex' }): number => {
  const regex = compileRegex(source, flags);
  return regex.ok ? regex.size : 0;
});

/** A list, any member of which may pass a test; none may pass one that is refused. */
function findList(
  texts: readonly Test[],
  needs: FieldNeeds,
  { random, effort }: Means,
): { readonly value: SyntheticValue } | 'no-value' {
  const members: string[] = [];
  for (const test of texts) {
    if (!effort.take(members.length)) return 'no-value';
    if (passes(members, test)) continue;
    const member = findMember(test, needs.refused, random, effort);
    if (member === undefined) return 'no-value';
    members.push(member);
  }
  for (const value of [members, [...members, null]]) if (fulfils(value, needs)) return { value };
  return 'no-value';
}

function findMember(
  test: Test,
  refused: readonly Test[],
  random: Random,
  effort: Effort,
): string | undefined {
  for (const text of proposeTexts([test], random)) {
    if (!effort.take(costOf(text, [test]) + costOf(text, refused))) return undefined;
    if (passes(text, test) && !refused.some((other) => passes(text, other))) return text;
  }
  return undefined;
}

/** Numbers stand in events as numbers; tests see the same text. */
function asNumber(text: string): string | number {
  return /^\d{1,15}$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}
