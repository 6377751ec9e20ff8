import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readRuleFiles } from '@sluice/archive';
import { parseRule, toEvent, type SigmaRule } from '@sluice/sigma';
import { beforeAll, describe, expect, test } from 'vitest';
import { nameLikeness, nameWords } from './name-words.ts';
import { suggestMapping } from './suggest-mapping.ts';

function ruleOf(selection: string): SigmaRule {
  const parsed = parseRule(
    `title: T\nid: 0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77\nlogsource: {product: x}\ndetection: {s: ${selection}, condition: s}`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.value;
}

/** The best source by the field of the rules. */
function best(
  selections: readonly string[],
  ...events: readonly Record<string, unknown>[]
): Record<string, string> {
  const suggestions = suggestMapping(selections.map(ruleOf), events.map(toEvent));
  return Object.fromEntries(suggestions.map(({ field, sources }) => [field, sources[0]?.source ?? '']));
}

describe('words of names', () => {
  test.each([
    ['CommandLine', 'cmd_line'],
    ['ParentCommandLine', 'process.parent.command_line'],
    ['DestinationIp', 'dst_ip'],
    ['SourceIPAddress', 'src.address'],
    ['TargetFilename', 'target_file_name'],
  ])('%s is like %s', (left, right) => {
    expect(nameLikeness(nameWords(left), nameWords(right))).toBeGreaterThan(0.6);
  });

  test.each([
    ['CommandLine', 'destination.port'],
    ['Image', 'ParentImage'],
    ['SourceIp', 'DestinationPort'],
  ])('%s is not the same as %s', (left, right) => {
    expect(nameLikeness(nameWords(left), nameWords(right))).toBeLessThan(0.9);
  });
});

describe('a mapping is suggested', () => {
  test('by the words of names', () => {
    const event = { proc: { cmd_line: 'a b', parent: { cmd_line: 'c' } }, dst_port: 443 };
    expect(
      best(['{CommandLine|contains: x}', '{ParentCommandLine: y}', '{DestinationPort: 1}'], event),
    ).toEqual({
      CommandLine: 'proc.cmd_line',
      ParentCommandLine: 'proc.parent.cmd_line',
      DestinationPort: 'dst_port',
    });
  });

  test('by the texts that rules look for', () => {
    const events = [
      { f1: 'C:\\Windows\\System32\\whoami.exe', f2: 'C:\\Windows\\explorer.exe', f3: 'x' },
      { f1: 'C:\\Windows\\System32\\certutil.exe', f2: 'C:\\Office\\winword.exe', f3: 'y' },
    ];
    const found = best(
      [
        '{Image|endswith: [\\whoami.exe, \\certutil.exe]}',
        '{ParentImage|endswith: [\\winword.exe, \\explorer.exe]}',
      ],
      ...events,
    );
    expect(found).toEqual({ Image: 'f1', ParentImage: 'f2' });
  });

  test('for fields that events lack alone', () => {
    expect(best(['{Image: x}'], { Image: 'y', image: 'y' })).toEqual({});
    // ECS is known by itself.
    expect(best(['{Image: x}'], { process: { executable: 'y' }, ecs: { version: '8' } })).toEqual({});
  });

  test('not by a field that rules ask for themselves', () => {
    const event = { Image: '/bin/sh', parent: '/bin/sh' };
    expect(best(['{Image|endswith: /sh}', '{ParentImage|endswith: [/bin/sh, n/sh]}'], event)).toEqual({
      ParentImage: 'parent',
    });
  });

  test('with what most rules ask for first', () => {
    const suggestions = suggestMapping(['{User: a}', '{CommandLine: a}', '{CommandLine: b}'].map(ruleOf), [
      toEvent({ usr: 'a', cmd: 'b' }),
    ]);
    expect(suggestions.map(({ field, rules }) => [field, rules])).toEqual([
      ['CommandLine', 2],
      ['User', 1],
    ]);
    expect(suggestions[0]?.sources[0]).toMatchObject({ source: 'cmd', name: 1, examples: ['b'] });
  });

  test('of numbers and short texts alone not', () => {
    expect(best(['{A: 4688}', '{B: on}'], { x: 4688, y: 'on' })).toEqual({});
  });
});

const shared = join(import.meta.dirname, '../../../../../../../shared/data');

describe.skipIf(!existsSync(shared))('real events whose fields have other names', () => {
  const rules: SigmaRule[] = [];
  let started: Record<string, unknown>[];
  beforeAll(async () => {
    const archive = join(shared, 'sigmahq/SigmaHQ-sigma-8eaafff.tar.gz');
    for await (const file of readRuleFiles({ path: archive })) {
      const parsed = file.ok ? parseRule(file.text, { isForMatching: true }) : undefined;
      if (parsed?.ok === true) rules.push(parsed.value);
    }
    started = gunzipSync(readFileSync(join(shared, 'events/windows-lsass-dump.ndjson.gz')))
      .toString()
      .split('\n')
      .filter((line) => line.includes('"ParentCommandLine"'))
      .slice(0, 100)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  });
  const asked = ['Image', 'CommandLine', 'ParentImage', 'ParentCommandLine', 'OriginalFileName', 'User'];

  test.each<readonly [string, (name: string) => string]>([
    ['with underscores', (name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()],
    ['in lower case', (name) => name.toLowerCase()],
    ['below an object', (name) => `event.${name.charAt(0).toLowerCase()}${name.slice(1)}`],
  ])('are found %s', (_, rename) => {
    const renamed = started.map((root) =>
      toEvent(Object.fromEntries(Object.entries(root).map(([name, value]) => [rename(name), value]))),
    );
    const found = new Map(
      suggestMapping(rules, renamed).map(({ field, sources }) => [field, sources[0]?.source]),
    );
    expect(asked.map((field) => found.get(field))).toEqual(asked.map(rename));
  });
});
