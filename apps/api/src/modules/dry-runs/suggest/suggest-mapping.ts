import type { SigmaEvent, SigmaRule } from '@sluice/sigma';
import { fieldsOf } from '@sluice/sigma/coverage';
import { askedTexts } from './asked-texts.ts';
import { nameLikeness, nameWords } from './name-words.ts';
import { presentFields } from './present-fields.ts';

/** A field of the events that may be meant by a field of the rules. */
export interface SuggestedSource {
  /** Dotted below objects. */
  readonly source: string;
  /** How alike the names are: 0 to 1. */
  readonly name: number;
  /** How much of what rules look for its values have: 0 to 1. */
  readonly value: number;
  /** Of both: 0 to 1. */
  readonly score: number;
  /** Some of its values, at most 3. */
  readonly examples: readonly string[];
}

/** A field that rules ask for and events lack. */
export interface MappingSuggestion {
  readonly field: string;
  /** Rules that ask for it. */
  readonly rules: number;
  /** Best first, at most 3. */
  readonly sources: readonly SuggestedSource[];
}

const LEAST_SCORE = 0.5;
const MAX_SOURCES = 3;
const MAX_EXAMPLES = 3;
/** How much one distinct text that is found says, at most; a number says less, as many fields hold numbers. */
const TEXT_SAYS = 0.35;
const NUMBER_SAYS = 0.05;

/**
 * Suggests which fields of events count as fields that rules ask for and the events lack: by the words of their names, and by
 * the texts that rules look for. Those that most rules ask for come first. Time grows with rules, and with fields times fields.
 */
export function suggestMapping(
  rules: readonly SigmaRule[],
  events: readonly SigmaEvent[],
): readonly MappingSuggestion[] {
  const asked = askedTexts(rules);
  const known = new Set(events.flatMap((event) => fieldsOf(event)));
  // What rules ask for by its own name means itself.
  const free = [...presentFields(events.map(({ root }) => root))].filter(
    ([name]) => !asked.rulesOf.has(name),
  );
  const present = free.map(([source, values]) => ({
    source,
    words: nameWords(source),
    values,
    found: foundIn(values, asked.found),
  }));
  const suggestions: MappingSuggestion[] = [];
  for (const [field, count] of asked.rulesOf) {
    if (known.has(field)) continue;
    const words = nameWords(field);
    const sources = present
      .map(({ source, words: others, values, found }) => {
        const [name, value] = [nameLikeness(words, others), valueLikeness(found.get(field))];
        const score = 1 - (1 - 0.9 * name) * (1 - 0.9 * value);
        return { source, name, value, score, examples: [...values].slice(0, MAX_EXAMPLES) };
      })
      .filter(({ score }) => score >= LEAST_SCORE)
      .sort((left, right) => right.score - left.score)
      .slice(0, MAX_SOURCES);
    if (sources.length > 0) suggestions.push({ field, rules: count, sources });
  }
  return suggestions.sort((left, right) => right.rules - left.rules || (left.field < right.field ? -1 : 1));
}

type Found = ReadonlyMap<string, ReadonlySet<string>>;

function foundIn(values: ReadonlySet<string>, find: (value: string) => Found): Found {
  const all = new Map<string, Set<string>>();
  for (const value of values)
    for (const [field, texts] of find(value)) {
      const known = all.get(field) ?? new Set();
      for (const text of texts) known.add(text);
      all.set(field, known);
    }
  return all;
}

function valueLikeness(texts: ReadonlySet<string> | undefined): number {
  let doubt = 1;
  for (const text of texts ?? []) doubt *= 1 - (/^[\d.]+$/.test(text) ? NUMBER_SAYS : TEXT_SAYS);
  return 1 - doubt;
}
