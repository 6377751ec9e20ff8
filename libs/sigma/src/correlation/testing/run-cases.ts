import { correlationWith } from './read-valid-correlations.ts';
import type { PlainEvent } from './recount-naively.ts';
import { recordRun, resolveValidCorrelations } from './run-correlator.ts';
import type { RecordedRun } from './run-correlator.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** An event: when, the rules that it matches with blanks between, and its fields, by default the user `u`. */
export type Case = readonly [seconds: number, rules: string, fields?: Fields];

let nextId = 0;

/** The event of a case, with an id of its own unless one is given. */
export function eventOf([seconds, rules, fields = { U: 'u' }]: Case, id = `e${(nextId += 1)}`): PlainEvent {
  return {
    id,
    timeMs: seconds * 1_000,
    rules: rules.split(' '),
    fields: Object.entries(fields).map(([name, value]) => [name, [value].flat()]),
  };
}

/** Runs events through correlations by their keys, in memory, and with no event ever late. */
export function runAll(sections: Readonly<Record<string, string>>, cases: readonly Case[]): RecordedRun {
  const text = Object.entries(sections).map(([key, section]) => correlationWith(section, key));
  const recorded = recordRun(resolveValidCorrelations(text.join('---\n')));
  for (const one of cases) recorded.step(eventOf(one));
  recorded.advance(1_000_000_000);
  return recorded;
}

/** Matches of one correlation as `seconds value`. */
export function matchesOf(section: string, cases: readonly Case[]): readonly string[] {
  return runAll({ it: section }, cases).matches.map(({ timeMs, value }) => `${timeMs / 1_000} ${value}`);
}

/** The section of a correlation that counts the events of a user in ten seconds; its condition is to follow. */
export const countSection = 'type: event_count\nrules: [a]\ngroup-by: [U]\ntimespan: 10s\n';
