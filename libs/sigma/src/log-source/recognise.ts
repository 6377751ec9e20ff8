import recognition from '../../data/recognition.json' with { type: 'json' };
import { fieldPath } from '../event/field-path.ts';
import { mapOf } from '../map-of.ts';
import type { LogSource } from './log-source.ts';
import type { Identity } from './read-identity.ts';
import { sourceList } from './source-lists.ts';

type Entry = (typeof recognition.entries)[number];
type Test = Entry['fields'][string];

/** Answers the log sources of the events that it knows, undefined for others. */
type Recogniser = (identity: Identity) => readonly LogSource[] | undefined;

const recognisers: readonly Recogniser[] = recognition.entries.map(createRecogniser);
/** Numbers of the recognisers by the key at the top that their first field begins with: the others can't fit. */
const numbersByHead = new Map<string, number[]>();
for (const [number, { fields }] of recognition.entries.entries()) {
  const { name, head } = fieldPath(Object.keys(fields)[0] ?? '');
  for (const key of new Set([name, head]))
    numbersByHead.set(key, [...(numbersByHead.get(key) ?? []), number]);
}

/** The log sources of events that are told by a few fields (`data/recognition.json`); undefined for other events. */
export function recognise(identity: Identity): readonly LogSource[] | undefined {
  const numbers = identity.heads().flatMap((head) => numbersByHead.get(head) ?? []);
  for (const number of numbers.sort((one, other) => one - other)) {
    const sources = recognisers[number]?.(identity);
    if (sources !== undefined) return sources;
  }
  return undefined;
}

function createRecogniser({ fields, any, by, sources }: Entry): Recogniser {
  const tests = Object.entries(fields).map(([name, test]) => createTest(name, test));
  const fallback = sources && sourceList(sources);
  const byValue = mapOf(by?.values ?? {}, sourceList);
  return (identity) => {
    if (!tests.every((test) => test(identity))) return undefined;
    if (any !== undefined && !any.some((name) => identity.has(name))) return undefined;
    if (by === undefined) return fallback;
    for (const value of identity.lowerTexts(by.field)) {
      const found = byValue.get(value);
      if (found !== undefined) return found;
    }
    return fallback;
  };
}

function createTest(name: string, test: Test): (identity: Identity) => boolean {
  if (test === true) return (identity) => identity.has(name);
  const fits = createTextTest(test);
  return (identity) => identity.lowerTexts(name).some(fits);
}

function createTextTest(test: Exclude<Test, true>): (text: string) => boolean {
  if ('startsWith' in test) return (text) => text.startsWith(test.startsWith);
  if ('endsWith' in test) return (text) => text.endsWith(test.endsWith);
  const values = new Set(test);
  return (text) => values.has(text);
}
