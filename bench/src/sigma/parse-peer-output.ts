/** What a peer tells of its run. Figures beyond the three that it must give are undefined where it doesn't. */
export interface PeerFigures {
  readonly events: number;
  readonly matches: number;
  /** Reading, parsing and matching, without loading the rules. */
  readonly seconds: number;
  readonly rules: number | undefined;
  readonly loadSeconds: number | undefined;
  readonly cpuSeconds: number | undefined;
  readonly peakResidentKib: number | undefined;
}

const lastLine = /^events=(\d+) matches=(\d+) secs=(\d+(?:\.\d+)?)$/;

/**
 * Reads a peer's standard error: the last line is `events=N matches=M secs=S`. The line before it may hold
 * `rules=`, `load_secs=`, `cpu_secs=` and `peak_rss_kib=`. Undefined if the last line has another form.
 */
export function parsePeerOutput(standardError: string): PeerFigures | undefined {
  const lines = standardError.trimEnd().split('\n');
  const found = lastLine.exec(lines.at(-1)?.trim() ?? '');
  if (found === null) return undefined;
  const [, events, matches, seconds] = found;
  const more = new Map(
    [...(lines.at(-2) ?? '').matchAll(/\b([a-z_]+)=(\d+(?:\.\d+)?)(?!\S)/g)].map(([, name, value]) => [
      name,
      Number(value),
    ]),
  );
  return {
    events: Number(events),
    matches: Number(matches),
    seconds: Number(seconds),
    rules: more.get('rules'),
    loadSeconds: more.get('load_secs'),
    cpuSeconds: more.get('cpu_secs'),
    peakResidentKib: more.get('peak_rss_kib'),
  };
}
