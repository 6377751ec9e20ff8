import { describe, expect, test } from 'vitest';
import { parsePeerOutput } from './parse-peer-output.ts';

describe("a peer's standard error", () => {
  test('ends with events, matches and seconds, whatever comes before', () => {
    expect(parsePeerOutput('warning: 3 rules\nevents=100 matches=7 secs=0.25\n')).toEqual({
      events: 100,
      matches: 7,
      seconds: 0.25,
      rules: undefined,
      loadSeconds: undefined,
      cpuSeconds: undefined,
      peakResidentKib: undefined,
    });
  });

  test('may tell more on the line before the last', () => {
    const text = 'rules=9 load_secs=1.5 cpu_secs=0.2 peak_rss_kib=2048 other=x\nevents=1 matches=0 secs=3\n';
    expect(parsePeerOutput(text)).toEqual({
      events: 1,
      matches: 0,
      seconds: 3,
      rules: 9,
      loadSeconds: 1.5,
      cpuSeconds: 0.2,
      peakResidentKib: 2048,
    });
  });

  test.each([
    '',
    'events=1 matches=0',
    'events=1 matches=0 secs=-1',
    'events=1 matches=0 secs=1 and more',
    'events=1 matches=0 secs=1\nbye',
  ])('is refused if it ends otherwise: %j', (text) => {
    expect(parsePeerOutput(text)).toBeUndefined();
  });
});
