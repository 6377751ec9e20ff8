import { fieldsOf } from '@sluice/sigma/coverage';
import { parseDetection } from '@sluice/sigma/filter';
import { AppError } from '../../app-error.ts';
import { createEventReader, createRuleMatcher, inTurns } from '../dry-runs/index.ts';
import type { LogSource } from '../log-sources/index.ts';
import type { Pipeline } from './pipeline.entity.ts';

/** A pipeline with all that its events go through. */
export interface PipelineState {
  readonly pipeline: Pipeline;
  readonly logSource: LogSource | undefined;
}

/** What becomes of events before rules are tried. */
export interface SeenEvents {
  readonly read: number;
  readonly filtered: number;
  readonly unparsed: number;
  /** Of the events that rules are tried on. */
  readonly fields: ReadonlySet<string>;
}

/** Tells what a pipeline's rules would see of events; undefined where they were read often enough in one preview. */
export type SeeEvents = (state: PipelineState) => Promise<SeenEvents | undefined>;

const MAX_EVENTS = 100;
/** Of all events together, and of all that are read anew for another log source or other filters. */
const MAX_CHARS = 16 * 1024 * 1024;
const MAX_CHARS_READ = 4 * MAX_CHARS;

/** Events that a preview is given, before those of a sample. Throws BAD_USER_INPUT. */
export function checkPreviewEvents(events: readonly string[]): void {
  if (events.length > MAX_EVENTS)
    throw new AppError('BAD_USER_INPUT', `At most ${MAX_EVENTS} events are looked at.`);
  const chars = countChars(events);
  if (chars > MAX_CHARS)
    throw new AppError(
      'BAD_USER_INPUT',
      `The events have ${chars} characters; at most ${MAX_CHARS} are looked at.`,
    );
}

/** Events are read once for pipelines with the same log source and filters. */
export function createSeeEvents(events: readonly string[]): SeeEvents {
  const seen = new Map<string, Promise<SeenEvents>>();
  let charsLeft = MAX_CHARS_READ;
  return (state) => {
    const key = keyOf(state);
    const known = seen.get(key);
    if (known !== undefined) return known;
    charsLeft -= countChars(events);
    if (charsLeft < 0) return Promise.resolve(undefined);
    const fresh = see(events, state);
    seen.set(key, fresh);
    return fresh;
  };
}

/** Versions tell states of the same log source or filter apart. */
function keyOf({ pipeline: { filters }, logSource }: PipelineState): string {
  const keys = filters.map(({ id, version }) => `${id}/${version}`).sort();
  return JSON.stringify([logSource?.id, logSource?.version, keys]);
}

async function see(
  events: readonly string[],
  { pipeline: { filters }, logSource }: PipelineState,
): Promise<SeenEvents> {
  const read = await inTurns(events, createEventReader(logSource ?? { script: '', mapping: {} }));
  const matchers = filters.flatMap(({ id, name, text }) => {
    const parsed = parseDetection(text, { id, title: name });
    return parsed.ok ? [createRuleMatcher(parsed.value)] : [];
  });
  const known = read.flatMap((each) => (each.ok ? [each] : []));
  const passing = await inTurns(known, (each) => ({
    each,
    isFiltered: matchers.some((matcher) => matcher.matches(each.event)),
  }));
  const kept = passing.filter(({ isFiltered }) => !isFiltered);
  return {
    read: known.length,
    filtered: known.length - kept.length,
    unparsed: known.filter(({ scriptError }) => scriptError !== null).length,
    fields: new Set(kept.flatMap(({ each }) => fieldsOf(each.event))),
  };
}

function countChars(events: readonly string[]): number {
  return events.reduce((sum, { length }) => sum + length, 0);
}
