import { compileRules } from '@sluice/sigma';
import type { ByteRefusal, RuleSet } from '@sluice/sigma';

import { loadRules } from './load-rules.ts';
import type { RefusedRule } from './load-rules.ts';
import { openOutput } from './output.ts';
import { readLines } from './read-lines.ts';

export interface MatchInput {
  readonly rulesPath: string;
  /** Undefined: standard input. */
  readonly eventsPath: string | undefined;
  readonly folders: readonly string[] | undefined;
  readonly ignoresLogSource: boolean;
  /** Undefined: standard output. */
  readonly outPath: string | undefined;
}

/** Figures of a run. Times in milliseconds; `matchMs` covers reading, parsing and matching, not loading. */
export interface MatchStats {
  readonly rulesLoaded: number;
  readonly rulesRefused: readonly RefusedRule[];
  /** Lines that are not blank. */
  readonly events: number;
  /** Lines that are no JSON object in UTF-8, and the first of them. */
  readonly eventsRefused: number;
  readonly firstEventsRefused: readonly { readonly line: number; readonly reason: ByteRefusal }[];
  /** Events whose log source could not be told, so that every rule was tried. */
  readonly eventsUnresolved: number;
  readonly eventsMatched: number;
  readonly matches: number;
  readonly loadMs: number;
  readonly matchMs: number;
  readonly eventsPerSecond: number;
  readonly maxRssBytes: number;
}

/** Refused lines that the figures name. */
const maxNamedRefusals = 100;

/** Loads the rules, matches the events in order, writes one line per event that matched, and answers the figures. */
export async function runMatch(input: MatchInput): Promise<MatchStats> {
  const startedAt = performance.now();
  const { rules, refused } = await loadRules(input.rulesPath, input.folders);
  const ruleSet = compileRules(rules);
  const loadedAt = performance.now();
  const counts = await matchEvents(input, ruleSet);
  const matchMs = performance.now() - loadedAt;
  return {
    rulesLoaded: rules.length,
    rulesRefused: refused,
    ...counts,
    loadMs: Math.round(loadedAt - startedAt),
    matchMs: Math.round(matchMs),
    eventsPerSecond: Math.round((counts.events * 1000) / matchMs),
    maxRssBytes: process.resourceUsage().maxRSS * 1024,
  };
}

type Counts = Pick<
  MatchStats,
  'events' | 'eventsRefused' | 'firstEventsRefused' | 'eventsUnresolved' | 'eventsMatched' | 'matches'
>;

async function matchEvents(
  { eventsPath, outPath, ignoresLogSource }: MatchInput,
  ruleSet: RuleSet,
): Promise<Counts> {
  const output = openOutput(outPath);
  const firstEventsRefused: { line: number; reason: ByteRefusal }[] = [];
  const counts = { events: 0, eventsRefused: 0, eventsUnresolved: 0, eventsMatched: 0, matches: 0 };
  const options = { ignoreLogSource: ignoresLogSource };
  let line = 0;

  const matchLine = (bytes: Buffer): string => {
    line += 1;
    if (isBlank(bytes)) return '';
    counts.events += 1;
    const result = ruleSet.matchBytes(bytes, options);
    if (!result.ok) {
      counts.eventsRefused += 1;
      if (firstEventsRefused.length < maxNamedRefusals)
        firstEventsRefused.push({ line, reason: result.reason });
      return '';
    }
    const { rules, isLogSourceResolved } = result;
    if (!isLogSourceResolved && !ignoresLogSource) counts.eventsUnresolved += 1;
    if (rules.length === 0) return '';
    counts.eventsMatched += 1;
    counts.matches += rules.length;
    return `${JSON.stringify({ line, rules: rules.map(({ metadata }) => metadata.id).sort() })}\n`;
  };

  try {
    for await (const lines of readLines(eventsPath)) {
      let written = '';
      for (const bytes of lines) written += matchLine(bytes);
      if (written !== '') await output.write(written);
    }
  } finally {
    await output.close();
  }
  return { ...counts, firstEventsRefused };
}

/** Nothing, or spaces: an event begins with a character above the space. */
function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte <= 0x20);
}
