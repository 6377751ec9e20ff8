import { withoutEquivalents } from '../event/event.ts';
import { maxEventLength, parseEvent, refuseLarge } from '../event/parse-event.ts';
import type { EventRefusal } from '../event/parse-event.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import { normalizeLogSource } from '../log-source/log-source.ts';
import type { LogSource } from '../log-source/log-source.ts';
import { overrideLogSources, resolveLogSources } from '../log-source/resolve-log-sources.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { unusual } from './engine.ts';
import type { Resolved } from './engine.ts';
import type { EventKind } from './kinds.ts';
import type { Rarity } from './index/rarity.ts';
import { createLiveRules } from './live-rules.ts';
import type { RuleChange } from './live-rules.ts';

/** How an event's log source is found out. */
export interface MatchOptions {
  /** The pipeline's log source: wins over what the event says. */
  readonly logSource?: LogSource;
  /** Every rule is tried on every event. */
  readonly ignoreLogSource?: boolean;
}

/** The rules that match one event, in the order of the rule set. */
export interface MatchResult {
  readonly rules: readonly SigmaRule[];
  /** False where neither the event nor the options told the log source, so that every rule was tried. */
  readonly isLogSourceResolved: boolean;
}

/** Why bytes are no event. */
export type ByteRefusal = EventRefusal | 'EVENT_NOT_UTF8';

/** The answer of the byte door: a match, or why the bytes are no event. The message never quotes the event. */
export type ByteMatchResult =
  | (MatchResult & { readonly ok: true })
  | { readonly ok: false; readonly reason: ByteRefusal; readonly message: string };

/** Rules ready for matching. Synchronous and not re-entrant; the same event and options always give the same result. */
export interface RuleSet {
  readonly rules: readonly SigmaRule[];
  /** Matches a parsed event. */
  match(event: SigmaEvent, options?: MatchOptions): MatchResult;
  /**
   * Matches an event as it came: JSON in UTF-8. The bytes are read once and no object is made of them; without a match
   * nothing is allocated. Options that are the same object as the last time are cheapest.
   */
  matchBytes(bytes: Uint8Array, options?: MatchOptions): ByteMatchResult;
  /**
   * Takes rules out and puts rules in, at the end; the next event meets the change. Costs by the size of the change (one
   * rule: below a millisecond), not of the rule set. The same rule may be taken out and put in.
   */
  change(change: RuleChange): void;
  /**
   * Goes on with work that no event must wait for: folding and merging what changes left behind, and the indexes of kinds of
   * events that came up. Works in steps of a few milliseconds at most until `mustStop` says so; answers false once nothing is left. Where it is never
   * called, that work is done when an event or a change needs it.
   */
  maintain(mustStop: () => boolean): boolean;
  /**
   * How often each rule had to be tried since this was asked last, for those that were: what a rule costs. The index leaves
   * out most of the others; a rule that is tried on many events and matches none has a text too common to find it by.
   */
  takeTries(): ReadonlyMap<SigmaRule, number>;
  /** What was learned of the stream; undefined before any event was sampled. Give it to `compileRules` the next time. */
  rarity(): Rarity | undefined;
  /** Memory of the compiled rules, their indexes and the event in hand, in bytes. */
  memoryBytes(): number;
}

/** How rules are compiled. */
export interface CompileOptions {
  /** What an earlier rule set learned of the same stream. */
  readonly rarity?: Rarity | undefined;
  /** The caller calls `maintain`: the first event of a kind doesn't wait for the index of its kind. */
  readonly isMaintained?: boolean;
}

const noRules: readonly SigmaRule[] = [];
const noMatch = { ok: true, rules: noRules, isLogSourceResolved: true } as const;
const noMatchUnresolved = { ok: true, rules: noRules, isLogSourceResolved: false } as const;
const noOptions: MatchOptions = {};

/** Compiles rules for matching. Throws where the platform has no WebAssembly with SIMD. */
export function compileRules(
  rules: readonly SigmaRule[],
  { rarity, isMaintained = false }: CompileOptions = {},
): RuleSet {
  const live = createLiveRules(rules, rarity);
  const contexts = createContexts();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  const kindOf = (event: SigmaEvent, { logSource }: MatchOptions): EventKind => {
    const resolved = resolveLogSources(event);
    const sources =
      logSource === undefined ? resolved : overrideLogSources(normalizeLogSource(logSource), resolved);
    const kind = live.engine().kindOf(sources);
    if (!live.engine().hasIndexes(kind)) live.wantIndexes(kind, isMaintained);
    return kind;
  };

  const match = (event: SigmaEvent, options: MatchOptions): ByteMatchResult & { ok: true } => {
    const kind = options.ignoreLogSource === true ? undefined : kindOf(event, options);
    const engine = live.engine();
    const count = engine.matchEvent(kind === undefined ? withoutEquivalents(event) : event, kind ?? 'all');
    if (count === 0) return kind?.sources === undefined ? noMatchUnresolved : noMatch;
    return { ok: true, rules: engine.matched(count, kind), isLogSourceResolved: kind?.sources !== undefined };
  };

  /** Reads the event the plain way; for events that the kernel leaves to its host. */
  const read = (bytes: Uint8Array): ReturnType<typeof parseEvent> | (ByteMatchResult & { ok: false }) => {
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      return { ok: false, reason: 'EVENT_NOT_UTF8', message: 'the event is not valid UTF-8' };
    }
    return parseEvent(text);
  };

  let bytesInHand: Uint8Array = new Uint8Array();
  let optionsInHand = noOptions;
  let kindInHand: EventKind | undefined;
  const resolveInHand = (): Resolved | undefined => {
    const event = read(bytesInHand);
    if (!event.ok) return undefined;
    kindInHand = optionsInHand.ignoreLogSource === true ? undefined : kindOf(event.event, optionsInHand);
    return { kind: kindInHand, mapping: event.event.mapping };
  };

  return {
    get rules() {
      return live.rules();
    },
    match: (event, options = noOptions) => match(event, options),
    matchBytes: (bytes, options = noOptions) => {
      if (bytes.length > maxEventLength) return refuseLarge(bytes.length);
      const engine = live.engine();
      const isAll = options.ignoreLogSource === true;
      bytesInHand = bytes;
      optionsInHand = options;
      kindInHand = undefined;
      const count = engine.matchBytes(bytes, isAll ? 'all' : contexts.of(options), resolveInHand);
      if (count === unusual) {
        const event = read(bytes);
        return event.ok ? match(event.event, options) : event;
      }
      const kind = isAll ? undefined : (kindInHand ?? engine.lastKind());
      if (count === 0) return kind?.sources === undefined ? noMatchUnresolved : noMatch;
      return {
        ok: true,
        rules: engine.matched(count, kind),
        isLogSourceResolved: kind?.sources !== undefined,
      };
    },
    change: live.change,
    maintain: live.maintain,
    takeTries: live.takeTries,
    rarity: () => live.engine().rarity(),
    memoryBytes: () => live.engine().size(),
  };
}

/** Numbers for the log sources that options name, so that identities of events are kept apart by them. */
function createContexts(): { of(options: MatchOptions): number } {
  const numbers = new Map<string, number>();
  let last: MatchOptions = noOptions;
  let lastNumber = 0;
  return {
    of: (options) => {
      if (options === last) return lastNumber;
      const { logSource } = options;
      last = options;
      if (logSource === undefined) return (lastNumber = 0);
      const { product, category, service } = normalizeLogSource(logSource);
      const key = JSON.stringify([product, category, service]);
      lastNumber = numbers.get(key) ?? numbers.size + 1;
      numbers.set(key, lastNumber);
      return lastNumber;
    },
  };
}
