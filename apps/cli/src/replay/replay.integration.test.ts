import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { ReplayReport } from './report.ts';

const main = join(import.meta.dirname, '../main.ts');
const demoRules = join(import.meta.dirname, '../../../../examples/demo-rules');
const EVENTS = 300;

/** A folder that Postgres' own user may enter, too. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  chmodSync(folder, 0o755);
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The demo rules' examples over and over; among them what is no event, each of another kind. */
function writeEvents(path: string): number {
  const examples = readdirSync(demoRules)
    .filter((name) => name.endsWith('.events.json'))
    .map((name) => JSON.parse(readFileSync(join(demoRules, name), 'utf8')) as Record<string, unknown>)
    .flatMap(({ match, noMatch }) => [match, noMatch]);
  const lines = Array.from({ length: EVENTS }, (_, index) =>
    Buffer.from(JSON.stringify(examples[index % examples.length])),
  );
  const bad = [
    Buffer.from('[]'),
    Buffer.from('null'),
    Buffer.from('{"A":"\xff"}', 'latin1'),
    Buffer.from(`{"A":"${'x'.repeat(1024 * 1024)}"}`),
    Buffer.from(''),
  ];
  lines.splice(100, 0, ...bad);
  writeFileSync(path, Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
  return bad.length;
}

function run(folder: string, args: readonly string[]) {
  const child = spawn(process.execPath, ['--conditions=@sluice/source', main, ...args], {
    env: { ...process.env, INIT_CWD: folder, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  return { child, closed };
}

const isReplayFolder = (name: string): boolean => name.startsWith('sluice-replay-');

test('a replay loses, doubles and changes nothing, and `match` tags the same lines', async () => {
  const folder = temporaryFolder();
  const bad = writeEvents(join(folder, 'events.ndjson'));
  const source = ['--rules', demoRules, '--events', 'events.ndjson'];

  const matching = run(folder, ['match', ...source]);
  const matched = (await text(matching.child.stdout)).trimEnd().split('\n');
  const replaying = run(folder, ['replay', ...source, '--partitions', '2', '--json', 'report.json']);
  const told = await text(replaying.child.stderr);
  const [code] = await replaying.closed;
  expect(told).not.toContain('lost, repeated');
  expect(code).toBe(0);

  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as ReplayReport;
  expect(report.events).toEqual({
    produced: EVENTS + bad,
    consumed: EVENTS + bad,
    tagged: matched.length,
    deadLettered: bad,
    missing: 0,
    duplicated: 0,
    different: 0,
  });
  expect(report.events.tagged).toBeGreaterThan(EVENTS / 3);
  expect(report.rules).toEqual({ loaded: report.rules.loaded, refused: 0 });
  const ids = matched.flatMap((line) => (JSON.parse(line) as { rules: string[] }).rules);
  expect(report.matches).toBe(ids.length);
  expect(report.latencyMs.p50).toBeGreaterThanOrEqual(0);
  expect(readdirSync(folder).filter(isReplayFolder)).toEqual([]);
});

test('a replay that is asked to stop ends its stack and leaves no folder', async () => {
  const folder = temporaryFolder();
  writeEvents(join(folder, 'events.ndjson'));
  const args = ['replay', '--rules', demoRules, '--events', 'events.ndjson', '--rate', '1'];
  const { child, closed } = run(folder, args);
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    if (!told.includes('replaying') && (told + more).includes('replaying')) child.kill('SIGTERM');
    told += more;
  });
  const [code] = await closed;
  expect(told).toContain('replay: stopped by SIGTERM\n');
  expect(code).toBe(1);
  expect(readdirSync(folder).filter(isReplayFolder)).toEqual([]);
});

test('what the caller can set right is told in one sentence', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'events.ndjson'), '{}\n');
  const source = ['--rules', demoRules, '--events'];
  const cases = [
    [[...source, 'nowhere'], /^replay: the events can't be read: ENOENT.*\n$/],
    [[...source, 'events.ndjson', '--kill-matcher-after', '9'], /^replay: .*there are only 1 events\n$/],
    [[...source, 'events.ndjson', '--partitions', '1.5'], /^error: .* it is a whole number above 0\n$/],
  ] as const;
  for (const [args, message] of cases) {
    const { child, closed } = run(folder, ['replay', ...args]);
    expect(await text(child.stderr)).toMatch(message);
    expect(await closed).toEqual([1, null]);
  }
});
