import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileScript, parseScript } from './index.ts';
import type { ParsedEvent } from './index.ts';

interface Case {
  readonly id: string;
  readonly kind: string;
  /** Null where only the compiled form can say it. */
  readonly script: string | null;
  readonly input: ParsedEvent;
  readonly output?: ParsedEvent;
  readonly error?: string;
  readonly flatten?: boolean;
}

const file = join(import.meta.dirname, '../../../../shared/data/parser-cases.json');
const cases: readonly Case[] = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }).cases
  : [];

/** Where we do the sensible thing instead, as docs/parsing-scripts.md tells; an event, or the code of a refusal. */
const ours: Readonly<Record<string, ParsedEvent | string>> = {
  // What a step doesn't name stays in the event, and so does the text that a regular expression is searched in.
  p168: { log: '192.168.1.1 - GET /api [2024-01-01]', ip: '192.168.1.1' },
  p170: { level1: { level2: { log: '192.168.1.1 - GET /api [2024-01-01]' } }, ip: '192.168.1.1' },
  p254: { raw: 'UDP', other: 1, p: 'UDP', q: null },
  p255: { keep: 2, a: 1 },
  p260: { keep: 1, EventID: '4624', A: 'b=c', X: 'y', Z: 'w noise' },
  p288: { raw: 'zzz', k: 1 },
  p320: { log: '192.168.1.1 - GET /api', ip: '192.168.1.1' },
  // A step as it is written is run, not left out in silence.
  p251: {},
  p285: { a: '1', b: { d: 1, c: '2' } },
  p257: { raw: { a: 1 } },
  p269: { f: 'a|b' },
  p272: { f: 'x' },
  p279: { 'f g': 'x' },
  p281: {},
  p282: { raw: { msg: { x: 1 } } },
  // Dotted names lead into objects everywhere.
  p258: { e: {} },
  // One way to escape a quote.
  p273: { f: 'a"b' },
  // What can't be run is refused when it is written.
  p275: 'logparse.function.unknown',
  p276: 'logparse.syntax.unexpected',
  p284: 'logparse.syntax.unexpected',
  p287: 'logparse.regex.pattern',
  p293: 'logparse.syntax.value',
};

describe.skipIf(cases.length === 0)('scripts of DetectFlow', () => {
  test.each(
    cases.filter(({ script, flatten }) => script !== null && flatten !== true).map((one) => [one.id, one]),
  )('give what they give there, or what is sensible: %s', (id, { script, input, output, error }) => {
    const before = JSON.stringify(input);
    const parsed = parseScript(script ?? '');
    const result = parsed.ok ? compileScript(parsed.value)(input) : undefined;
    const answer = result === undefined ? parsed.diagnostics[0]?.code : result.ok ? result.event : 'failed';
    expect(answer).toEqual(ours[id] ?? (error === undefined ? output : 'failed'));
    expect(JSON.stringify(input)).toBe(before);
  });

  test('differ only where a difference is told', () => {
    expect(Object.keys(ours).filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
  });
});
