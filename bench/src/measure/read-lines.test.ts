import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readLines } from './read-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

function linesOf(text: string): readonly string[] {
  const path = join(folder, 'events.ndjson');
  writeFileSync(path, text);
  const lines: string[] = [];
  readLines(path, (line) => lines.push(line.toString()));
  return lines;
}

describe('lines of a file', () => {
  test.each([
    ['end with a newline', 'a\nbc\n', ['a', 'bc']],
    ['may end with the file', 'a\nbc', ['a', 'bc']],
    ['are passed over if empty', '\n\na\n\n', ['a']],
    ['are none in an empty file', '', []],
  ])('%s', (_, text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  test('may be longer than what is read at once, and lie across its bounds', () => {
    const lines = [3, 1_500_000, 20, 5_000_000, 700_000, 700_000, 1].map((length, index) =>
      String(index).repeat(length),
    );
    expect(linesOf(lines.join('\n'))).toEqual(lines);
  });
});
