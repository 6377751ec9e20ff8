import { mandatoryText } from '../../detection/mandatory-text.ts';
import type { Predicate } from '../../detection/predicate.ts';
import { foldCase } from '../../pattern/fold.ts';
import { hashBytes, wordAt } from '../kernel/hash-bytes.ts';
import { certainPart } from './canonical-text.ts';
import type { Frequencies } from './rarity.ts';

/**
 * What in an event makes a predicate worth evaluating. `long` and `short`: a literal that the event's text contains
 * when it holds; `gram` is the place in it of what is looked for, four grams in a row or one of three bytes. `equals` is
 * found by the whole value, `presence` by the field alone.
 */
export interface Trigger {
  readonly kind: 'long' | 'short' | 'equals' | 'presence';
  readonly gram: number;
  /** What looking for it costs an event, in nanoseconds, roughly. */
  readonly cost: number;
}

/** Bytes by which a literal is found wherever it begins, though only every fourth place is looked at. */
const longBytes = 7;
export const shortBytes = 3;

const costs = { compare: 4, evaluate: 40, presence: 25, shortScan: 12 };
const encoder = new TextEncoder();
let scratch = new Uint8Array(1024);

/** The literal of a `long` or `short` trigger, as an event's folded JSON has it. Undefined for one that has none. */
export function literalOf({ test }: Predicate): string | undefined {
  const text = mandatoryText(test);
  return text === '' ? undefined : certainPart(foldCase(text));
}

/** The trigger of a predicate; undefined for one that may hold where its field is absent, or that any event may fulfil. */
export function triggerOf(predicate: Predicate, frequencies: Frequencies): Trigger | undefined {
  const { field, test } = predicate;
  if (test.kind === 'null') return undefined;
  if (test.kind === 'equals' && !test.isCased && field !== undefined) {
    const hash = hashBytes(scratch, encode(test.text));
    return { kind: 'equals', gram: 0, cost: costs.evaluate * frequencies.value(hash) };
  }
  const literal = literalOf(predicate);
  const length = literal === undefined ? 0 : encode(literal);
  if (length < shortBytes)
    return field === undefined ? undefined : { kind: 'presence', gram: 0, cost: costs.presence };
  return length < longBytes ? shortTrigger(length, frequencies) : longTrigger(length, frequencies);
}

/** Encodes a text into the scratch; its length. */
function encode(text: string): number {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 6);
  return encoder.encodeInto(text, scratch).written;
}

function longTrigger(length: number, frequencies: Frequencies): Trigger {
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
  return { kind: 'long', gram, cost: (costs.compare * least) / 4 + costs.evaluate * rarest * certainty };
}

function shortTrigger(length: number, frequencies: Frequencies): Trigger {
  // A gram of three bytes is as frequent as all grams of four that begin with it.
  const frequency = length === 3 ? 0.1 : frequencies.gram(wordAt(scratch, 0));
  return {
    kind: 'short',
    gram: 0,
    cost: costs.shortScan + costs.compare * 4 * frequency + costs.evaluate * frequency,
  };
}
