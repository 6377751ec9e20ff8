import { describe, expect, test } from 'vitest';
import { inventWord } from './invent-word.ts';
import { forceRegex, varyRegex } from './vary-regex.ts';
import { forceText, varyText } from './vary-text.ts';
import { varyNetwork } from './vary-network.ts';

const never = (): boolean => false;
const toX = (token: string): string => 'X'.repeat(token.length);

describe('an invented word', () => {
  test('has the form of its token and depends on the seed', () => {
    expect(inventWord('LanTern42', 1)).toMatch(/^[A-Z][a-z]{2}[A-Z][a-z]{3}\d\d$/);
    expect(inventWord('LanTern42', 1)).not.toBe(inventWord('LanTern42', 2));
    expect(inventWord('LANTERN', 1)).toBe(inventWord('lantern', 1).toUpperCase());
  });

  test('is hexadecimal in place of a digest', () => {
    expect(inventWord('deadbeef0123', 1)).toMatch(/^[a-f]{8}\d{4}$/);
  });
});

test.each([
  ['\\Lantern\\*.exe?', '\\XXXXXXX\\*.exe?'],
  ['a-b-c', 'a-b-c'],
  ['größe=%1', 'XXXXX=%1'],
])('words of %j change, and wildcards and escapes do not', (text, expected) => {
  expect(varyText(text, toX, never)).toBe(expected);
});

test('a text is changed in any case', () => {
  const force = (text: string): string => forceText(text, (_, length = 4) => 'x'.repeat(length));
  expect(['-e', '.exe', '\\powershell.exe', '\u{1F600}'].map(force)).toEqual([
    '-xxxxx',
    '.xxxxx',
    '\\xxxxxxxxxx.exe',
    '\u{1F600}xxxxx',
  ]);
});

test.each([
  ['lantern|quarry', 'XXXXXXX|XXXXXX'],
  ['^(?imsx)lantern$', '^(?imsx)XXXXXXX$'],
  ['(?P<quarry>lantern)', '(?P<quarry>XXXXXXX)'],
  ['(?:lantern){10,20}', '(?:XXXXXXX){10,20}'],
  ['[lantern]+[^\\]quarry]', '[lantern]+[^\\]quarry]'],
  ['\\w\\sabcd\\x41bcde\\u0041bcde', '\\w\\sXXXX\\x41XXXX\\u0041XXXX'],
  ['\\p{Letter}lantern', '\\p{Letter}XXXXXXX'],
])('in the pattern %j only plain words change', (pattern, expected) => {
  expect(varyRegex(pattern, toX, never)).toBe(expected);
});

test('a pattern is changed in any case, and stays a pattern', () => {
  const forced = forceRegex('^a|b$', inventWordOf);
  expect(forced).toMatch(/^\(\?:\^a\|b\$\)\.\*[a-z]{6}$/);
  expect(() => new RegExp(forced)).not.toThrow();
});

function inventWordOf(token: string, length?: number): string {
  return inventWord(token, 1, length);
}

test.each([
  ['192.0.2.0/24', /^\d+\.\d+\.\d+\.0\/24$/],
  ['10.0.0.0/8', /^\d+\.0\.0\.0\/8$/],
  ['198.51.100.64/26', /^\d+\.\d+\.\d+\.64\/26$/],
  ['172.16.0.0/12', /^\d+\.16\.0\.0\/12$/],
])('the network %s moves and keeps its size', (network, form) => {
  const moved = varyNetwork(network, 1);
  expect(moved).toMatch(form);
  expect(moved).not.toBe(network);
  expect(moved.split(/[./]/).every((part) => Number(part) <= 255)).toBe(true);
});

test('other networks stay', () => {
  expect(varyNetwork('2001:db8::/32', 1)).toBe('2001:db8::/32');
  expect(varyNetwork('0.0.0.0/0', 1)).toBe('0.0.0.0/0');
});
