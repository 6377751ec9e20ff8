import everydayWords from '../../../data/everyday.json' with { type: 'json' };
import counted from '../../../data/rarity.json' with { type: 'json' };
import { hashBytes, wordAt } from '../kernel/hash-bytes.ts';
import { bytesOfBase64 } from '../kernel/unpack.ts';
import { encoder } from '../../pattern/utf8.ts';

/**
 * How often runs of four bytes and whole values occur in a stream, as the engine learned it: what it needs to choose,
 * among the texts that a rule can't match without, the one that calls for it least often. A plain value that can be
 * kept as JSON (180 kB) and given to `compileRules`.
 */
export interface Rarity {
  readonly version: 1;
  /** Events that were counted. */
  readonly events: number;
  /** 65,536 frequencies of grams and as many of values, a byte each (twelve steps to an octave below one an event), in base64. */
  readonly grams: string;
  readonly values: string;
}

/** Frequencies per event. */
export interface Frequencies {
  /** Of four bytes in a row, anywhere in an event's folded JSON. */
  gram(word: number): number;
  /** Of a whole value, whatever its field. */
  value(hash: number): number;
}

export const rarityBuckets = 65_536;
const stepsPerOctave = 12;

/** Slot of a gram or of a value's hash. */
export function bucketOfGram(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> 16;
}

/** What an everyday gram counts for, once an event, and one that nothing is known of. */
const everydayStep = 255;
const unknown = 0.002;

/** What is assumed before anything was learned: a byte each, as a gram is looked up for each place of each text. */
export function builtInFrequencies(): Frequencies {
  const grams = new Uint8Array(rarityBuckets);
  for (const text of everydayWords.texts) {
    const bytes = encoder.encode(text);
    for (let at = 0; at + 4 <= bytes.length; at += 1) grams[bucketOfGram(wordAt(bytes, at))] = everydayStep;
  }
  readCounted(counted.grams, grams);
  const values = new Uint8Array(rarityBuckets);
  for (const value of everydayWords.values) values[hashBytes(encoder.encode(value)) >>> 16] = everydayStep;
  readCounted(counted.values, values);
  const frequencies = Float64Array.from({ length: 256 }, (_, step) => frequencyOf(step, unknown));
  return {
    gram: (word) => frequencies[grams[bucketOfGram(word)] ?? 0] ?? unknown,
    value: (hash) => frequencies[values[hash >>> 16] ?? 0] ?? unknown,
  };
}

/** Reads triples of two bytes of bucket and one of frequency, in base64. */
function readCounted(base64: string, steps: Uint8Array): void {
  const bytes = bytesOfBase64(base64);
  for (let at = 0; at + 3 <= bytes.length; at += 3) {
    const bucket = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    steps[bucket] = Math.max(bytes[at + 2] ?? 0, steps[bucket] ?? 0);
  }
}

/** Events that must have been counted before what was learned is believed. */
const minEvents = 64;

/**
 * What counters tell, of grams, of values and of events; undefined where too few events were counted. What never occurred
 * is taken to be as rare as the events can tell.
 */
export function countedFrequencies(counters: Uint32Array): Frequencies | undefined {
  const events = counters[rarityBuckets * 2] ?? 0;
  const frequencyAt = (at: number): number => Math.min(1, Math.max(0.2, counters[at] ?? 0) / events);
  if (events < minEvents) return undefined;
  return {
    gram: (word) => frequencyAt(bucketOfGram(word)),
    value: (hash) => frequencyAt(rarityBuckets + (hash >>> 16)),
  };
}

/** Most events that what was learned before counts for, so that what comes soon counts too. */
const maxSeedEvents = 20_000;

/** Counters to go on from. */
export function seedCounters(counters: Uint32Array): Uint32Array {
  const share = Math.min(1, maxSeedEvents / (counters[rarityBuckets * 2] ?? 0));
  return counters.map((count) => Math.round(count * share));
}

/** Makes a value of the kernel's counters: grams, values, events. */
export function encodeRarity(counters: Uint32Array): Rarity | undefined {
  const events = counters[rarityBuckets * 2] ?? 0;
  if (events === 0) return undefined;
  const encode = (from: number): string => {
    let text = '';
    for (let index = 0; index < rarityBuckets; index += 1)
      text += String.fromCharCode(stepOf((counters[from + index] ?? 0) / events));
    return btoa(text);
  };
  return { version: 1, events, grams: encode(0), values: encode(rarityBuckets) };
}

const maxEvents = 2 ** 31;

/** Counters that say what the value says; undefined if it is not one of ours. */
export function decodeRarity({ version, events, grams, values }: Rarity): Uint32Array | undefined {
  if (version !== 1 || !Number.isSafeInteger(events) || events < 0) return undefined;
  const counters = new Uint32Array(rarityBuckets * 2 + 1);
  counters[rarityBuckets * 2] = Math.min(maxEvents, events);
  for (const [table, base64] of [grams, values].entries()) {
    const bytes = decode(base64);
    if (bytes === undefined) return undefined;
    for (const [index, step] of bytes.entries())
      counters[table * rarityBuckets + index] = Math.round(
        frequencyOf(step, 0) * Math.min(maxEvents, events),
      );
  }
  return counters;
}

function stepOf(frequency: number): number {
  if (frequency <= 0) return 0;
  return Math.max(1, Math.round(255 + stepsPerOctave * Math.log2(Math.min(1, frequency))));
}

function frequencyOf(step: number, floor: number): number {
  return step === 0 ? floor : Math.max(floor, 2 ** ((step - 255) / stepsPerOctave));
}

function decode(base64: string): Uint8Array | undefined {
  try {
    const bytes = bytesOfBase64(base64);
    return bytes.length === rarityBuckets ? bytes : undefined;
  } catch {
    return undefined;
  }
}
