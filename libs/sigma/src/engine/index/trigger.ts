import { mandatoryText } from '../../detection/mandatory-text.ts';
import type { Predicate, Test } from '../../detection/predicate.ts';
import { keptBy } from '../../kept-by.ts';
import { foldCase } from '../../pattern/fold.ts';
import { hashBytes, wordAt } from '../kernel/hash-bytes.ts';
import { certainPart } from './canonical-text.ts';
import type { Frequencies } from './rarity.ts';
import { createTextBuffer } from './text-buffer.ts';
import { parseRegex } from '../../regex/parse-regex.ts';
import type { RegexNode } from '../../regex/parse-regex.ts';
import { regexLiterals } from '../../regex/regex-literals.ts';
import { maxSteps, regexSteps, worthOf } from '../../regex/regex-steps.ts';

/**
 * What in an event makes a predicate worth evaluating: `literals`, of which the event's text contains one when it holds;
 * `steps`, characters that follow each other in a value; `equals`, the whole value; `presence`, the field alone.
 */
export interface Trigger {
  readonly kind: 'literals' | 'steps' | 'equals' | 'presence';
  /** For `literals`, as an event's folded JSON has them. */
  readonly literals: readonly Literal[];
  /** For `steps`, a mask of ASCII characters each; at most `maxSteps`. */
  readonly steps: readonly bigint[];
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

/** Bytes by which a literal is found wherever it begins, though only one of four places is looked at. */
const longBytes = 7;
export const shortBytes = 3;

const costs = { compare: 4, evaluate: 40, regex: 800, shortScan: 12, steps: 30 };
const utf8 = createTextBuffer();

type RegexTest = Test & { readonly kind: 'regex' };

function askRegex<Answer>(
  { source, flags }: RegexTest,
  ask: (node: RegexNode) => readonly Answer[],
): readonly Answer[] {
  const node = parseRegex(source, flags);
  return node === undefined ? [] : ask(node);
}

/** Of expressions what is asked again is kept: the expressions themselves take far more memory. */
const literalsOfRegex = keptBy((test: RegexTest) => askRegex(test, regexLiterals));
const stepsOfRegex = keptBy((test: RegexTest) => askRegex(test, regexSteps));

/** Texts of which every value that passes the test contains one, after case folding; none if none are known. */
export function mandatoryTexts({ test }: Predicate): readonly string[] {
  if (test.kind === 'regex') return literalsOfRegex(test);
  const text = mandatoryText(test);
  return text === '' ? [] : [foldCase(text)];
}

/** The trigger of a predicate; undefined for one that may hold where its field is absent, or that any event may fulfil. */
export function triggerOf(predicate: Predicate, frequencies: Frequencies): Trigger | undefined {
  const { field, test } = predicate;
  if (test.kind === 'null') return undefined;
  const none = { literals: [], steps: [] };
  if (test.kind === 'equals' && !test.isCased && field !== undefined) {
    const hash = hashBytes(utf8.bytes, utf8.write(test.text));
    return { ...none, kind: 'equals', cost: costs.evaluate * frequencies.value(hash) };
  }
  // What the test itself costs.
  const evaluation = test.kind === 'regex' ? costs.regex : costs.evaluate;
  const literals = literalsOf(predicate, frequencies);
  if (literals !== undefined) {
    const cost = literals.reduce((sum, literal) => sum + literal.cost, 0);
    return { ...none, kind: 'literals', literals, cost: (cost * evaluation) / costs.evaluate };
  }
  if (field === undefined) return undefined;
  const steps = stepsOf(predicate);
  const bits = worthOf(steps);
  if (bits >= minBits || steps[0] === beyondAscii) {
    const likelihood = Math.min(1, 100 / 2 ** bits);
    return { ...none, kind: 'steps', steps, cost: costs.steps + evaluation * likelihood };
  }
  return { ...none, kind: 'presence', cost: evaluation * 0.6 };
}

/** A step that no ASCII character makes: steps count as found in any text that is not ASCII. */
const beyondAscii = 0n;
/** Characters of which a run is too common to be looked for: 100 places in a value, and it is in most. */
const minBits = 8;

function stepsOf(predicate: Predicate): readonly bigint[] {
  const { test } = predicate;
  if (test.kind === 'regex') return stepsOfRegex(test);
  const [text = ''] = mandatoryTexts(predicate);
  const codes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  if (codes.some((code) => code > 127)) return [beyondAscii];
  return codes.slice(0, maxSteps).map((code) => 1n << BigInt(code));
}

function literalsOf(predicate: Predicate, frequencies: Frequencies): readonly Literal[] | undefined {
  const literals: Literal[] = [];
  for (const text of mandatoryTexts(predicate)) {
    const part = certainPart(text);
    const length = part === undefined ? 0 : utf8.write(part);
    if (part === undefined || length < shortBytes) return undefined;
    literals.push(
      length < longBytes ? shortLiteral(part, length, frequencies) : longLiteral(part, length, frequencies),
    );
  }
  return literals.length === 0 ? undefined : literals;
}

function longLiteral(text: string, length: number, frequencies: Frequencies): Literal {
  let rarest = Number.POSITIVE_INFINITY;
  let gram = 0;
  let least = Number.POSITIVE_INFINITY;
  let [third, second, first] = [0, 0, 0];
  const { bytes } = utf8;
  let word = wordAt(bytes, 0);
  for (let at = 0; at < length - 3; at += 1) {
    const frequency = frequencies.gram(word);
    word = (word >>> 8) | ((bytes[at + 4] ?? 0) << 24);
    if (frequency < rarest) rarest = frequency;
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
  const frequency = length === 3 ? 0.1 : frequencies.gram(wordAt(utf8.bytes, 0));
  const cost = costs.shortScan + (costs.compare * 4 + costs.evaluate) * frequency;
  return { text, isLong: false, gram: 0, cost };
}
