import { mandatoryText } from '../../detection/mandatory-text.ts';
import type { Predicate } from '../../detection/predicate.ts';
import { foldCase } from '../../pattern/fold.ts';
import { hashBytes, wordAt } from '../kernel/hash-bytes.ts';
import { certainPart } from './canonical-text.ts';
import type { Frequencies } from './rarity.ts';
import { regexLiterals } from './regex-literals.ts';

/**
 * What in an event makes a predicate worth evaluating: `literals`, of which the event's text contains one when it holds;
 * `equals`, the whole value; `presence`, the field alone.
 */
export interface Trigger {
  readonly kind: 'literals' | 'equals' | 'presence';
  /** For `literals`, as an event's folded JSON has them. */
  readonly literals: readonly Literal[];
  /** What looking for it costs an event, in nanoseconds, roughly. */
  readonly cost: number;
}

/** A literal and where in its UTF-8 that lies which is looked for: four grams in a row, or one of three bytes. */
export interface Literal {
  readonly text: string;
  readonly isLong: boolean;
  readonly gram: number;
  readonly cost: number;
}

/** Bytes by which a literal is found wherever it begins, though only every fourth place is looked at. */
const longBytes = 7;
export const shortBytes = 3;

const costs = { compare: 4, evaluate: 40, presence: 25, regex: 400, shortScan: 12 };
const encoder = new TextEncoder();
let scratch = new Uint8Array(1024);

/** Texts of which every value that passes the test contains one, after case folding; none if none are known. */
export function mandatoryTexts({ test }: Predicate): readonly string[] {
  if (test.kind === 'regex') return regexLiterals(test.source, test.flags);
  const text = mandatoryText(test);
  return text === '' ? [] : [foldCase(text)];
}

/** The trigger of a predicate; undefined for one that may hold where its field is absent, or that any event may fulfil. */
export function triggerOf(predicate: Predicate, frequencies: Frequencies): Trigger | undefined {
  const { field, test } = predicate;
  if (test.kind === 'null') return undefined;
  if (test.kind === 'equals' && !test.isCased && field !== undefined) {
    const hash = hashBytes(scratch, encode(test.text));
    return { kind: 'equals', literals: [], cost: costs.evaluate * frequencies.value(hash) };
  }
  const literals = literalsOf(predicate, frequencies);
  if (literals !== undefined) {
    // What the test itself costs, where it is no mere comparison.
    const weight = test.kind === 'regex' ? 4 : 1;
    const cost = literals.reduce((sum, literal) => sum + literal.cost, 0) * weight;
    return { kind: 'literals', literals, cost };
  }
  if (field === undefined) return undefined;
  return { kind: 'presence', literals: [], cost: test.kind === 'regex' ? costs.regex : costs.presence };
}

function literalsOf(predicate: Predicate, frequencies: Frequencies): readonly Literal[] | undefined {
  const literals: Literal[] = [];
  for (const text of mandatoryTexts(predicate)) {
    const part = certainPart(text);
    const length = part === undefined ? 0 : encode(part);
    if (part === undefined || length < shortBytes) return undefined;
    literals.push(
      length < longBytes ? shortLiteral(part, length, frequencies) : longLiteral(part, length, frequencies),
    );
  }
  return literals.length === 0 ? undefined : literals;
}

/** Encodes a text into the scratch; its length. */
function encode(text: string): number {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 6);
  return encoder.encodeInto(text, scratch).written;
}

function longLiteral(text: string, length: number, frequencies: Frequencies): Literal {
  let rarest = Number.POSITIVE_INFINITY;
  let gram = 0;
  let least = Number.POSITIVE_INFINITY;
  let [third, second, first] = [0, 0, 0];
  for (let at = 0; at < length - 3; at += 1) {
    const frequency = frequencies.gram(wordAt(scratch, at));
    rarest = Math.min(rarest, frequency);
    const sum = frequency + first + second + third;
    if (at >= 3 && sum < least) {
      least = sum;
      gram = at - 3;
    }
    [third, second, first] = [second, first, frequency];
  }
  // A literal is rarer than its rarest gram, the more so the longer it is.
  const certainty = 0.9 ** (length - longBytes);
  const cost = (costs.compare * least) / 4 + costs.evaluate * rarest * certainty;
  return { text, isLong: true, gram, cost };
}

function shortLiteral(text: string, length: number, frequencies: Frequencies): Literal {
  // A gram of three bytes is as frequent as all grams of four that begin with it.
  const frequency = length === 3 ? 0.1 : frequencies.gram(wordAt(scratch, 0));
  const cost = costs.shortScan + (costs.compare * 4 + costs.evaluate) * frequency;
  return { text, isLong: false, gram: 0, cost };
}
