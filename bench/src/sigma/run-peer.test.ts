import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runPeer } from './run-peer.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const events = join(folder, 'events.ndjson');
writeFileSync(events, '{}\n{}\n{}\n');
afterAll(() => rmSync(folder, { recursive: true }));

test('a peer reads the events on its standard input', async () => {
  const command = 'echo "events=$(wc -l) matches=1 secs=0.5" >&2';
  await expect(runPeer(command, events)).resolves.toMatchObject({ events: 3, matches: 1, seconds: 0.5 });
});

test.each([
  ['fails', 'echo no rules >&2; exit 3', /ended with 3:\s+no rules/],
  ['says nothing', 'true', /last line on standard error/],
  ['is not there', 'no-such-peer-program', /ended with 127/],
])('a peer that %s is an error with its words', async (_, command, message) => {
  await expect(runPeer(command, events)).rejects.toThrow(message);
});
