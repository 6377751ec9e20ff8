import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, dataOf, ruleText } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Trial {
  readonly isMatch: boolean;
  readonly isLogSourceFitting: boolean;
  readonly explanation: { readonly why: string } | null;
  readonly scriptError: string | null;
  readonly refusal: string | null;
}
interface Tested {
  readonly diagnostics: readonly object[];
  readonly trials: readonly Trial[] | null;
}

const payload =
  '{ diagnostics { code line column } trials { isMatch isLogSourceFitting explanation scriptError refusal } }';

async function test(what: 'Rule' | 'Filter', input: object): Promise<Tested> {
  const operation = `query ($input: Test${what}Input!) { test${what}(input: $input) ${payload} }`;
  return dataOf<Record<string, Tested>>(await api.run(operation, { input }))[`test${what}`]!;
}

const shell = '{"Image":"/bin/sh"}';

describe('a rule that is tried', () => {
  const text = ruleText(randomUUID(), 'Shell');

  it('tells which events it matches, and why or why not', async () => {
    const { trials } = await test('Rule', { text, events: [shell, '{"Image":"/bin/ls"}', '[]'] });
    expect(trials?.map(({ isMatch, refusal }) => [isMatch, refusal])).toEqual([
      [true, null],
      [false, null],
      [false, 'the event is an array, not a JSON object'],
    ]);
    expect(JSON.stringify(trials?.[1]?.explanation)).toContain(
      "Image is '/bin/ls', which does not end with '/sh'",
    );
  });

  it('tells where workers would not try it, since the log source is another', async () => {
    const windows = '{"Channel":"Security","EventID":4688,"Image":"/bin/sh"}';
    const { trials } = await test('Rule', { text, events: [shell, windows] });
    expect(trials?.map(({ isMatch, isLogSourceFitting }) => [isMatch, isLogSourceFitting])).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  it('sees what a log source makes of the events', async () => {
    const { createLogSource } = dataOf<{ createLogSource: { logSource: { id: string } } }>(
      await api.run(
        'mutation ($input: CreateLogSourceInput!) { createLogSource(input: $input) { logSource { id } } }',
        {
          input: {
            name: randomUUID(),
            script: 'parse_json(field="message")',
            mapping: [{ field: 'Image', sources: ['exe'] }],
          },
        },
      ),
    );
    const logSourceId = createLogSource.logSource.id;
    const events = [JSON.stringify({ message: '{"exe":"/bin/sh"}' }), '{"message":"{"}'];
    const { trials } = await test('Rule', { text, events, logSourceId });
    expect(trials?.map(({ isMatch }) => isMatch)).toEqual([true, false]);
    expect(trials?.[1]?.scriptError).toBe('line 1, column 1: the text of the field "message" is not JSON');
  });

  it('is refused with its place, and tries nothing', async () => {
    const wrong = ruleText(randomUUID(), 'Bad', '\n  sel:\n    a|nonsense: 1\n  condition: sel');
    expect(await test('Rule', { text: wrong, events: [shell] })).toEqual({
      diagnostics: [{ code: 'sigma.modifier.unknown', line: 8, column: 7 }],
      trials: null,
    });
  });

  it('is tried on a bounded number of events', async () => {
    const operation = `query ($input: TestRuleInput!) { testRule(input: $input) ${payload} }`;
    const many = Array.from({ length: 101 }, () => shell);
    expect(codeOf(await api.run(operation, { input: { text, events: many } }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await api.run(operation, { input: { text, events: [] } }))).toBe('BAD_USER_INPUT');
  });
});

it('a filter that is tried tells which events it takes out, of any log source', async () => {
  const text = 'detection: {noise: {User: backup}, condition: noise}';
  const { trials } = await test('Filter', {
    text,
    events: ['{"Channel":"Security","User":"backup"}', shell],
  });
  expect(trials?.map(({ isMatch, isLogSourceFitting }) => [isMatch, isLogSourceFitting])).toEqual([
    [true, true],
    [false, true],
  ]);
});

describe('a log source that is tried', () => {
  const operation =
    'query ($input: TestLogSourceInput!) { testLogSource(input: $input) { event mapped scriptError refusal } }';

  it('tells what script and mapping make of events, with all digits', async () => {
    const input = {
      script: 'parse_json(field="message") | drop(fields="tmp")',
      mapping: [{ field: 'Image', sources: ['proc.exe'] }],
      events: [JSON.stringify({ message: '{"id":18446744073709551615,"proc":{"exe":"a"}}', tmp: 1 }), '{'],
    };
    const { testLogSource } = dataOf<{ testLogSource: object[] }>(await api.run(operation, { input }));
    expect(testLogSource).toEqual([
      {
        event: { id: '18446744073709551615', proc: { exe: 'a' } },
        mapped: { Image: 'a' },
        scriptError: null,
        refusal: null,
      },
      { event: null, mapped: null, scriptError: null, refusal: 'the event is not JSON (1 characters)' },
    ]);
  });

  it('refuses a script that can not be run, with its place', async () => {
    const answer = await api.run(operation, { input: { script: 'nonsense(a="b")', events: ['{}'] } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain('line 1, column 1: there is no function "nonsense"');
  });
});
