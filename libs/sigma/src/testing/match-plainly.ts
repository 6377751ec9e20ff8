import { withoutEquivalents } from '../event/event.ts';
import { parseEvent } from '../event/parse-event.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import type { ByteMatchResult, MatchOptions, MatchResult } from '../engine/rule-set.ts';
import { fitsLogSource, normalizeLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import { overrideLogSources, resolveLogSources } from '../log-source/resolve-log-sources.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { evaluateNaively } from './evaluate-naively.ts';

/** What a rule set must answer: each rule by itself, those of the event's log sources only. */
export function matchPlainly(
  rules: readonly SigmaRule[],
  event: SigmaEvent,
  options: MatchOptions = {},
): MatchResult {
  const sources = options.ignoreLogSource === true ? undefined : sourcesOf(event, options);
  const isTried = ({ metadata }: SigmaRule): boolean =>
    sources === undefined || sources.some((source) => fitsLogSource(metadata.logSource, source));
  // Where log sources don't count, an event has its own names alone.
  const read = options.ignoreLogSource === true ? withoutEquivalents(event) : event;
  return {
    rules: rules.filter((rule) => isTried(rule) && evaluateNaively(rule.detection, read)),
    isLogSourceResolved: sources !== undefined,
  };
}

function sourcesOf(event: SigmaEvent, { logSource }: MatchOptions): readonly LogSource[] | undefined {
  const resolved = resolveLogSources(event);
  return logSource === undefined ? resolved : overrideLogSources(normalizeLogSource(logSource), resolved);
}

/** The same for bytes: decoded, parsed and matched, or the reason why they are no event. */
export function matchBytesPlainly(
  rules: readonly SigmaRule[],
  bytes: Uint8Array,
  options: MatchOptions = {},
): ByteMatchResult {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, reason: 'EVENT_NOT_UTF8', message: 'the event is not valid UTF-8' };
  }
  const parsed = parseEvent(text);
  return parsed.ok ? { ok: true, ...matchPlainly(rules, parsed.event, options) } : parsed;
}
