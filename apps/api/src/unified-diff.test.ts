import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

const numbers = (to: number): string => Array.from({ length: to }, (_, index) => `${index + 1}\n`).join('');

describe('a diff', () => {
  it.each([
    ['of the same texts', 'a\nb\n', 'a\nb\n', ''],
    ['of a line that changed', 'a\nb\nc\n', 'a\nX\nc\n', '@@ -1,3 +1,3 @@\n a\n-b\n+X\n c\n'],
    ['of what begins', '', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b\n'],
    ['of what ends', 'a\n', '', '@@ -1,1 +0,0 @@\n-a\n'],
    ['of a line that came', 'a\nb\n', 'a\nX\nb\n', '@@ -1,2 +1,3 @@\n a\n+X\n b\n'],
  ])('%s', (_what, before, after, expected) => {
    expect(unifiedDiff(before, after)).toBe(expected);
  });

  it('shows three lines around, and far changes apart', () => {
    const after = numbers(20).replace('2\n', 'two\n').replace('18\n', 'eighteen\n');
    expect(unifiedDiff(numbers(20), after).match(/^@@.*@@$/gm)).toEqual([
      '@@ -1,5 +1,5 @@',
      '@@ -15,6 +15,6 @@',
    ]);
  });

  it('of long texts without anything in common takes no time', () => {
    const other = numbers(20_000).replaceAll('\n', 'x\n');
    const start = performance.now();
    expect(unifiedDiff(numbers(20_000), other).split('\n')).toHaveLength(40_002);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

it('is one that patch takes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  let seed = 7;
  const random = (to: number): number => (seed = (seed * 48_271) % 2_147_483_647) % to;
  const text = (): string => Array.from({ length: random(30) }, () => `${random(5)}\n`).join('');
  for (let round = 0; round < 40; round += 1) {
    const [before, after] = [text(), text()];
    const diff = unifiedDiff(before, after);
    if (diff === '') {
      expect(before).toBe(after);
      continue;
    }
    writeFileSync(join(folder, 'text'), before);
    const input = `--- a/text\n+++ b/text\n${diff}`;
    const cwd = { cwd: folder, input, stdio: 'pipe' } as const;
    execFileSync('git', ['apply', '--unidiff-zero', ...(after === '' ? ['--allow-empty'] : []), '-'], cwd);
    expect(execFileSync('cat', ['text'], { cwd: folder }).toString()).toBe(after);
  }
});
