import { describe, expect, test } from 'vitest';
import { compileScript, parseScript } from './index.ts';
import type { ParsedEvent, ScriptResult } from './index.ts';

function run(script: string, event: ParsedEvent): ScriptResult {
  const parsed = parseScript(script);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return compileScript(parsed.value)(event);
}

describe('a compiled script', () => {
  test('runs each step with its own arguments', () => {
    const result = run(
      'set(field="a", value="1") | set(field="b", value="2") | rename(from="a", to="c.d")',
      {},
    );
    expect(result).toEqual({ ok: true, event: { b: '2', c: { d: '1' } } });
  });

  test('ends at the step that fails, and says which', () => {
    const result = run('set(field="a", value="1") |\n  rename(from="x", to="y")', {});
    expect(result).toMatchObject({
      ok: false,
      code: 'logparse.rename.absent',
      step: { name: 'rename', span: { line: 2, column: 3 } },
    });
  });

  test('never quotes the event in what it says', () => {
    for (const script of ['parse_json(field="a")', 'extract(field="a")', 'regex(field="a", pattern="^x$")']) {
      const result = run(script, { a: 'secret' });
      expect(!result.ok && result.message).toMatch(/^(?!.*secret)/);
    }
  });

  test('takes __proto__ and its like as names', () => {
    const event = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": "x"}') as ParsedEvent;
    const result = run(
      'rename(from="__proto__", to="toString") | set(field="__proto__.a", value="v")',
      event,
    );
    expect(result.ok && JSON.stringify(result.event)).toBe(
      '{"constructor":"x","toString":{"polluted":1},"__proto__":{"a":"v"}}',
    );
    expect(({} as ParsedEvent)['a']).toBeUndefined();
  });

  test('looks for the whole name before its parts, and not in lists', () => {
    expect(run('drop(fields="a.b")', { 'a.b': 1, a: { b: 2 } })).toEqual({
      ok: true,
      event: { a: { b: 2 } },
    });
    expect(run('set(field="a.b", value="v")', { 'a.b': 1 })).toEqual({ ok: true, event: { 'a.b': 'v' } });
    expect(run('drop(fields="a.0, a.length")', { a: [1] })).toEqual({ ok: true, event: { a: [1] } });
  });

  test('keeps all digits of integers in JSON', () => {
    const result = run('parse_json(field="a")', { a: '{"id": 18446744073709551615, "n": 1.5}' });
    expect(result).toEqual({ ok: true, event: { id: 18446744073709551615n, n: 1.5 } });
  });

  test('refuses JSON that nests too deep', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(run('parse_json(field="a", in_place=true)', { a: nested(64) }).ok).toBe(true);
    expect(run('parse_json(field="a", in_place=true)', { a: nested(65) })).toMatchObject({
      code: 'logparse.parse-json.json',
    });
  });

  test('searches in linear time', () => {
    const result = run('regex(field="a", pattern="(?P<x>(a+)+)$")', { a: `${'a'.repeat(100_000)}!` });
    expect(result).toMatchObject({ ok: false, code: 'logparse.regex.no-match' });
  });
});

describe('the text of a Windows event', () => {
  const read = (text: string): unknown => {
    const result = run('parse_win_event_log(field="raw")', { raw: text, kept: 1 });
    return result.ok ? result.event : result;
  };

  test('gives the names of the data of the event', () => {
    const text = [
      '11/21/2026 10:00:00 AM',
      'LogName=Security',
      'EventCode=4624',
      'Message=An account was successfully logged on.',
      '',
      'Subject:',
      '\tSecurity ID:\t\tS-1-5-18',
      '',
      'Logon Information:',
      '\tLogon Type:\t\t3',
      '',
      'New Logon:',
      '\tSecurity ID:\t\tS-1-5-21-1',
      '\tAccount Name:\t\tann',
      '',
      'Network Information:',
      '\tWorkstation Name:\tWS1',
      '\tSource Network Address:\tfe80::1',
      '',
      'This event is generated when a logon session is created.',
    ].join('\r\n');
    expect(read(text)).toEqual({
      kept: 1,
      EventID: '4624',
      LogName: 'Security',
      Message: 'An account was successfully logged on.',
      SubjectUserSid: 'S-1-5-18',
      LogonType: '3',
      TargetUserSid: 'S-1-5-21-1',
      TargetUserName: 'ann',
      WorkstationName: 'WS1',
      IpAddress: 'fe80::1',
    });
  });

  test('goes on over lines that are indented deeper, whatever is in them', () => {
    const text =
      'EventCode=4663\nAccess Request Information:\n\tAccesses:\t\tREAD: a\n\t\t\t\tx=y\n\tAccess Mask:\t0x1\n';
    expect(read(text)).toEqual({ kept: 1, EventID: '4663', AccessList: 'READ: a x=y', AccessMask: '0x1' });
  });

  test('keeps what no table knows, by its words', () => {
    expect(read('EventCode=9999\nSome Heading:\n\tOdd Label ID:\tv\n')).toEqual({
      kept: 1,
      EventID: '9999',
      OddLabelId: 'v',
    });
  });

  test('may be without a number, or empty', () => {
    expect(read('A=1')).toEqual({ kept: 1, A: '1' });
    expect(read('')).toEqual({ kept: 1 });
  });

  test('is read in time that grows with its length', () => {
    expect(read(`${'x'.repeat(500_000)}\n`.repeat(2))).toEqual({ kept: 1 });
    expect(Object.keys(read('a\n'.repeat(200_000)) as object)).toEqual(['kept']);
    expect(read(`A=1\n${'x\n'.repeat(200_000)}`)).toEqual({ kept: 1, A: `1${' x'.repeat(200_000)}` });
  });
});
