import type { Diagnostic } from '@sluice/diagnostics';
import { parseRule, toEvent, type SigmaRule } from '@sluice/sigma';
import { explain, type Explanation } from '@sluice/sigma/explain';
import { parseDetection } from '@sluice/sigma/filter';
import { mappedFields } from '@sluice/sigma/mapping';
import type { LogSourceService } from '../log-sources/index.ts';
import { MAX_COUNTED_EVENTS } from '../topics/index.ts';
import {
  checkEventCount,
  createEventReader,
  MAX_EVENTS,
  type LogSourceTexts,
  type ReadEvent,
} from './read-events.ts';
import { inTurns } from './in-turns.ts';
import { createRuleMatcher, type RuleMatcher } from './rule-matcher.ts';

/** What a rule or filter makes of one event. */
export interface Trial {
  /** The event as it came. */
  readonly text: string;
  readonly isMatch: boolean;
  /** False where the rule is for other log sources than the event's, so that a worker would not try it. */
  readonly isLogSourceFitting: boolean;
  readonly explanation: Explanation | null;
  readonly scriptError: string | null;
  /** Why the text is no event; null where it is. */
  readonly refusal: string | null;
}

/** What became of all events together; the three are as many as there were. */
export interface TrialCounts {
  readonly matched: number;
  readonly passed: number;
  /** Of texts that are no event. */
  readonly refused: number;
}

/** The trials in the order of the events, or what is wrong with the text. */
export interface Trials {
  readonly diagnostics: readonly Diagnostic[];
  /** Of the first 100 events; undefined where the text was refused. */
  readonly trials: readonly Trial[] | undefined;
  /** Undefined where the text was refused. */
  readonly counts: TrialCounts | undefined;
}

/** What script and mapping make of one event. */
export interface ParseTrial {
  /** The event as it came. */
  readonly text: string;
  /** The event after the script. */
  readonly event: Readonly<Record<string, unknown>> | null;
  /** What the mapping finds in it, by the field of the rules. */
  readonly mapped: Readonly<Record<string, unknown>> | null;
  readonly scriptError: string | null;
  readonly refusal: string | null;
}

export interface DryRunService {
  /** Throws NOT_FOUND for the log source, BAD_USER_INPUT for too many events. */
  testRule(text: string, events: readonly string[], logSourceId: string | undefined): Promise<Trials>;
  /** As testRule, of at most 1,000 events. */
  testFilter(text: string, events: readonly string[], logSourceId: string | undefined): Promise<Trials>;
  /** Topics that a log source is tried on. Throws NOT_FOUND. */
  testTopics(logSourceId: string): Promise<readonly string[]>;
  /** Throws BAD_USER_INPUT for the script or too many events. */
  testLogSource(logSource: LogSourceTexts, events: readonly string[]): Promise<readonly ParseTrial[]>;
}

const asItCame: LogSourceTexts = { script: '', mapping: {} };

/** Tries rules, filters and log sources on events by the same libraries as the workers. Nothing is stored. */
export function createDryRunService(logSources: LogSourceService): DryRunService {
  async function readAll(
    events: readonly string[],
    logSourceId: string | undefined,
    most = MAX_EVENTS,
  ): Promise<readonly ReadEvent[]> {
    checkEventCount(events, most);
    const logSource = logSourceId === undefined ? asItCame : await logSources.get(logSourceId);
    return inTurns(events, createEventReader(logSource));
  }

  return {
    async testRule(text, events, logSourceId) {
      const read = await readAll(events, logSourceId);
      const parsed = parseRule(text);
      const made = parsed.ok ? await tryAll(parsed.value, 'ITS_LOG_SOURCE', read) : nothingTried;
      return { diagnostics: parsed.diagnostics, ...made };
    },
    async testFilter(text, events, logSourceId) {
      const read = await readAll(events, logSourceId, MAX_COUNTED_EVENTS);
      const parsed = parseDetection(text, { id: '', title: '' });
      const made = parsed.ok ? await tryAll(parsed.value, 'ANY_LOG_SOURCE', read) : nothingTried;
      return { diagnostics: parsed.diagnostics, ...made };
    },
    testTopics: async (id) => (await logSources.get(id)).testTopics,
    async testLogSource(logSource, events) {
      checkEventCount(events);
      return (await inTurns(events, createEventReader(logSource))).map((read) => {
        const { text } = read;
        if (!read.ok) return { text, event: null, mapped: null, scriptError: null, refusal: read.reason };
        const { root, scriptError } = read;
        return {
          text,
          event: root,
          mapped: mappedFields(toEvent(root), logSource.mapping),
          scriptError,
          refusal: null,
        };
      });
    },
  };
}

type Fit = 'ITS_LOG_SOURCE' | 'ANY_LOG_SOURCE';

const nothingTried = { trials: undefined, counts: undefined };

/** All are counted, and the first are shown with their explanation. */
async function tryAll(
  rule: SigmaRule,
  fit: Fit,
  events: readonly ReadEvent[],
): Promise<{ readonly trials: readonly Trial[]; readonly counts: TrialCounts }> {
  const matcher = createRuleMatcher(rule);
  const trials = await inTurns(events.slice(0, MAX_EVENTS), createTrial(rule, matcher, fit));
  const others = await inTurns(events.slice(MAX_EVENTS), (read) => read.ok && matcher.matches(read.event));
  const matched = [...trials.map(({ isMatch }) => isMatch), ...others].filter(Boolean).length;
  const refused = events.filter(({ ok }) => !ok).length;
  return { trials, counts: { matched, refused, passed: events.length - matched - refused } };
}

function createTrial(rule: SigmaRule, matcher: RuleMatcher, fit: Fit): (read: ReadEvent) => Trial {
  return (read) => {
    const { text } = read;
    if (!read.ok)
      return {
        text,
        ...{ isMatch: false, isLogSourceFitting: false, explanation: null, scriptError: null },
        refusal: read.reason,
      };
    const { event, scriptError } = read;
    const isMatch = matcher.matches(event);
    return {
      text,
      isMatch,
      isLogSourceFitting: fit === 'ANY_LOG_SOURCE' || !isMatch || matcher.matchesItsLogSource(event),
      explanation: explain(rule, event, { ignoreLogSource: true }),
      scriptError,
      refusal: null,
    };
  };
}
