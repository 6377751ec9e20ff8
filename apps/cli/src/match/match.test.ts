import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatchStats } from './run-match.ts';

const main = join(import.meta.dirname, '../main.ts');

function rule(id: string, detection: string): string {
  return `title: ${id}\nid: ${id}\nlogsource:\n  product: windows\ndetection:\n  s:\n    ${detection}\n  condition: s\n`;
}

const events = [
  '{"Channel":"Security","A":"x","note":"é"}',
  '[]',
  '',
  'broken {',
  '{"Channel":"Security","A":"none"}\r',
  '{"eventSource":"s3.amazonaws.com","eventName":"GetObject","A":"x"}',
  '{"Channel":"Security","A":"xy"}',
].join('\n');

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('sluice match', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-match-'));
    await writeFile(join(folder, 'b.yml'), rule('bbb', 'A|contains: x'));
    await writeFile(join(folder, 'a.yml'), rule('aaa', 'A|endswith: y'));
    await writeFile(join(folder, 'c.yml'), rule('ccc', 'A|sideways: y'));
    await writeFile(join(folder, 'd.yml'), rule('aaa', 'A: other'));
    await writeFile(join(folder, 'events.ndjson'), events);
    await writeFile(join(folder, 'events.ndjson.gz'), gzipSync(events));
    await writeFile(join(folder, 'cut.ndjson.gz'), gzipSync(events).subarray(0, 40));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Runs the program as `npm run` does: elsewhere, with the caller's folder in INIT_CWD. */
  async function run(args: readonly string[], input = ''): Promise<Outcome> {
    const child = spawn(process.execPath, ['--conditions=@sluice/source', main, 'match', ...args], {
      cwd: tmpdir(),
      env: { ...process.env, INIT_CWD: folder },
    });
    child.stdin.end(input);
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code, out, err };
  }

  const matched = '{"line":1,"rules":["bbb"]}\n{"line":7,"rules":["aaa","bbb"]}\n';

  test('writes one line per event that matched, counting every line of the file', async () => {
    for (const file of ['events.ndjson', 'events.ndjson.gz']) {
      expect(await run(['--rules', '.', '--events', file])).toMatchObject({ code: 0, out: matched });
    }
  });

  test('reads standard input, and tries every rule on every event if told so', async () => {
    const { code, out } = await run(['--rules', '.', '--events', '-', '--ignore-logsource'], events);
    expect(code).toBe(0);
    expect(out).toBe(matched.replace('\n', '\n{"line":6,"rules":["bbb"]}\n'));
  });

  test('writes to files, with figures that name what was refused', async () => {
    const files = ['--out', 'out.ndjson', '--stats', 'stats.json'];
    const { code, out, err } = await run(['--rules', '.', '--events', 'events.ndjson', ...files]);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('2 of 6 lines are no JSON object');
    expect(await readFile(join(folder, 'out.ndjson'), 'utf8')).toBe(matched);
    const stats = JSON.parse(await readFile(join(folder, 'stats.json'), 'utf8')) as MatchStats;
    expect(stats).toMatchObject({
      rulesLoaded: 2,
      events: 6,
      eventsRefused: 2,
      firstEventsRefused: [
        { line: 2, reason: 'EVENT_NOT_OBJECT' },
        { line: 4, reason: 'EVENT_NOT_JSON' },
      ],
      eventsUnresolved: 0,
      eventsMatched: 2,
      matches: 3,
    });
    expect(stats.rulesRefused).toEqual([
      {
        path: 'c.yml',
        id: 'ccc',
        code: 'sigma.modifier.unknown',
        message: 'there is no modifier "sideways"',
        line: 7,
      },
      {
        path: 'd.yml',
        id: 'aaa',
        code: 'sigma.rule.duplicate-id',
        message: 'a.yml has the same id',
        line: null,
      },
    ]);
    expect(stats.maxRssBytes).toBeGreaterThan(1024 * 1024);
  });

  test('refuses bytes that are no UTF-8, as the matcher does', async () => {
    await writeFile(join(folder, 'latin1.ndjson'), '{"Channel":"Security","A":"x\xe9"}\n', 'latin1');
    const { out, err } = await run(['--rules', '.', '--events', 'latin1.ndjson']);
    expect(out).toBe('');
    expect(err).toContain('1 of 1 lines are no JSON object in UTF-8');
  });

  test('tags each second line of the example events, which are those of the demo rules', async () => {
    const examples = join(import.meta.dirname, '../../../../examples');
    const demo = join(examples, 'demo-rules');
    const names = (await readdir(demo)).filter((name) => name.endsWith('.events.json')).sort();
    const pairs = await Promise.all(names.map((name) => readFile(join(demo, name), 'utf8')));
    const lines = pairs.flatMap((pair) => {
      const { match, noMatch } = JSON.parse(pair) as Record<string, unknown>;
      return [JSON.stringify(match), JSON.stringify(noMatch)];
    });
    expect(await readFile(join(examples, 'events.ndjson'), 'utf8')).toBe(`${lines.join('\n')}\n`);

    const { out } = await run(['--rules', demo, '--events', join(examples, 'events.ndjson')]);
    const tagged = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { line: number }).line);
    expect(tagged).toEqual(names.map((_, index) => 2 * index + 1));
  });

  test('fails with one sentence when something is missing or cut short', async () => {
    const cases = [
      [
        ['--rules', 'nowhere', '--events', 'events.ndjson'],
        /^sluice: there is no file or folder .*nowhere\n$/,
      ],
      [['--rules', '.', '--events', 'nowhere'], /^sluice: the events can't be read: ENOENT.*\n$/],
      [
        ['--rules', '.', '--events', 'cut.ndjson.gz'],
        /^sluice: the events can't be read: unexpected end of file\n$/,
      ],
      [['--rules', '.', '--events', 'events.ndjson', '--out', 'no/where'], /^sluice: ENOENT.*\n$/],
    ] as const;
    for (const [args, message] of cases) {
      const { code, err } = await run(args);
      expect(err).toMatch(message);
      expect(code).toBe(1);
    }
  });
});
