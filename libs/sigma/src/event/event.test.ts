import { describe, expect, test } from 'vitest';
import { compileRules } from '../engine/rule-set.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { parseEvent } from './parse-event.ts';
import { readField } from './read-field.ts';

function fieldOf(value: unknown, field: string): readonly string[] | undefined {
  const parsed = parseEvent(JSON.stringify(value));
  if (!parsed.ok) throw new Error(parsed.message);
  const { isPresent, texts } = readField(parsed.event, field);
  return isPresent ? texts : undefined;
}

describe('an event is refused', () => {
  test.each([
    ['', 'EVENT_EMPTY'],
    [' \n', 'EVENT_EMPTY'],
    ['{"secret": ', 'EVENT_NOT_JSON'],
    ['[]', 'EVENT_NOT_OBJECT'],
    ['5', 'EVENT_NOT_OBJECT'],
    ['null', 'EVENT_NOT_OBJECT'],
    ['"secret"', 'EVENT_NOT_OBJECT'],
    [`{"a": ${'['.repeat(64)}${']'.repeat(64)}}`, 'EVENT_TOO_DEEP'],
    [`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'EVENT_TOO_DEEP'],
  ])('when it is %.20s: %s', (text, reason) => {
    const parsed = parseEvent(text);
    expect(parsed).toMatchObject({ ok: false, reason });
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });
});

describe('integers keep all their digits', () => {
  test.each([
    ['{"a": 9223372036854775807}', '9223372036854775807'],
    ['{"a":-9214364837600034816}', '-9214364837600034816'],
    ['{"a":[1,9007199254740993]}', '9007199254740993'],
    ['{"a": 4688}', '4688'],
    ['{"a": 4688.0}', '4688'],
    // Past the digits of a double: not an integer, so it stays one.
    ['{"a": 1234567890.12345678901234567}', '1234567890.1234567'],
  ])('%s', (text, expected) => {
    const parsed = parseEvent(text);
    expect(parsed.ok && readField(parsed.event, 'a').texts.at(-1)).toBe(expected);
  });
});

describe('the shape of an event is seen through', () => {
  const evtx = {
    Event: {
      '#attributes': { xmlns: 'x' },
      System: {
        Provider: { '#attributes': { Name: 'P', Guid: 'G' } },
        EventID: { '#attributes': { Qualifiers: 16384 }, '#text': 7045 },
        Channel: 'System',
        Correlation: null,
        Execution: { '#attributes': { ProcessID: 4 } },
      },
      EventData: { 'Threat Name': 'T', Data: { '#text': ['a', 'b'] }, Channel: 'of the data' },
    },
  };

  test.each([
    ['Provider_Name', ['P']],
    ['EventID', ['7045']],
    ['EventID_Qualifiers', ['16384']],
    ['Execution_ProcessID', ['4']],
    ['ThreatName', ['T']],
    ['Data', ['a', 'b']],
    ['Channel', ['of the data']],
    ['Event.System.Channel', ['System']],
    ['xmlns', undefined],
  ])('evtx_dump: %s', (field, expected) => {
    expect(fieldOf(evtx, field)).toEqual(expected);
  });

  test('evtx_dump: data of UserData stands a level deeper', () => {
    const event = { Event: { System: { EventID: 1 }, UserData: { Part: { '#attributes': {}, Name: 'x' } } } };
    expect(fieldOf(event, 'Name')).toEqual(['x']);
  });

  test('winlogbeat, nested and dotted', () => {
    const nested = { winlog: { channel: 'Security', event_id: '4624', event_data: { LogonType: '3' } } };
    const dotted = {
      'winlog.channel': 'Security',
      'winlog.event_id': 4624,
      'winlog.event_data.LogonType': '3',
    };
    for (const event of [nested, dotted]) {
      expect(fieldOf(event, 'Channel')).toEqual(['Security']);
      expect(fieldOf(event, 'EventID')).toEqual(['4624']);
      expect(fieldOf(event, 'LogonType')).toEqual(['3']);
      expect(fieldOf(event, 'winlog.event_data.LogonType')).toEqual(['3']);
    }
  });

  test('Sentinel, where EventData is JSON text', () => {
    const event = { Channel: 'C', Provider: 'P', EventData: '{"Image":"x","__proto__":{"polluted":1}}' };
    expect(fieldOf(event, 'Image')).toEqual(['x']);
    expect(fieldOf(event, 'Provider_Name')).toEqual(['P']);
    expect(fieldOf(event, 'polluted')).toBeUndefined();
    expect(fieldOf({ ...event, EventData: '<Data>' }, 'EventData')).toEqual(['<Data>']);
  });
});

describe('what is too much is refused by both doors, and what is just not too much by none', () => {
  const text = 4 * 1024 * 1024;
  test.each<readonly [name: string, makeEvent: (more: number) => string, reason: string]>([
    ['bytes', (more) => `{"A":"${'x'.repeat(16_777_216 - 8 + more)}"}`, 'EVENT_TOO_LARGE'],
    ['elements', (more) => `{"A":[1${',1'.repeat(99_998 + more)}]}`, 'EVENT_TOO_MANY_VALUES'],
    ['elements of no field', (more) => `{"z":[1${',1'.repeat(99_998 + more)}]}`, 'EVENT_TOO_MANY_VALUES'],
    ['members', (more) => `{"z":{"":1${',"":1'.repeat(99_998 + more)}}}`, 'EVENT_TOO_MANY_VALUES'],
    [
      'lists in lists, a long integer among them',
      (more) => `{"A":[[[],12345678901234567890]${', [[ ], {}]'.repeat(33_332)}${',1'.repeat(more)}]}`,
      'EVENT_TOO_MANY_VALUES',
    ],
    ['units of a text', (more) => `{"A":"${'x'.repeat(text + more)}"}`, 'EVENT_TEXT_TOO_LONG'],
    ['units of a key', (more) => `{"${'x'.repeat(text + more)}":1}`, 'EVENT_TEXT_TOO_LONG'],
    ['escaped units', (more) => `{"A":["${'\\n'.repeat(text + more)}"]}`, 'EVENT_TEXT_TOO_LONG'],
    ['units of three bytes', (more) => `{"z":"${'中'.repeat(text + more)}"}`, 'EVENT_TEXT_TOO_LONG'],
    [
      'pairs of units',
      (more) => `{"A":"${'😀'.repeat(text / 2)}${'x'.repeat(more)}"}`,
      'EVENT_TEXT_TOO_LONG',
    ],
    ['digits', (more) => `{"A":-${'9'.repeat(4096 + more)}}`, 'EVENT_TEXT_TOO_LONG'],
    ['digits in no field', (more) => `{"z":${'9'.repeat(4096 + more)}}`, 'EVENT_TEXT_TOO_LONG'],
  ])('%s', (name, makeEvent, reason) => {
    const ruleSet = compileRules([parseValidRule(ruleWith('s:\n  A|exists: true\ncondition: s'))]);
    const isShorter = name === 'bytes';
    for (const more of [0, 1]) {
      const event = makeEvent(more);
      const expected = more === 1 ? reason : isShorter ? 'EVENT_TEXT_TOO_LONG' : 'an event';
      const parsed = parseEvent(event);
      const matched = ruleSet.matchBytes(new TextEncoder().encode(event));
      expect(parsed.ok ? 'an event' : parsed.reason).toBe(expected);
      expect(matched.ok ? 'an event' : matched.reason).toBe(expected);
    }
  });
});
