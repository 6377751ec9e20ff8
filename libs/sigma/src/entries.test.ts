import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Entry {
  readonly '@sluice/source': string;
  readonly types: string;
  readonly default: string;
}

const text = readFileSync(join(import.meta.dirname, '../package.json')).toString('utf8');
const { exports } = JSON.parse(text) as { readonly exports: Readonly<Record<string, Entry>> };
const entries = Object.entries(exports);

describe('the entries of the package', () => {
  test.each(entries)('%s is one module, as source and as built', (name, entry) => {
    const module = name === '.' ? 'index' : name.replace('./', 'entries/');
    expect([entry['@sluice/source'], entry.types, entry.default]).toEqual([
      `./src/${module}.ts`,
      `./dist/${module}.d.ts`,
      `./dist/${module}.js`,
    ]);
  });

  test('are all that there are in the folder', () => {
    const files = readdirSync(join(import.meta.dirname, 'entries'));
    const named = files.map((file) => `./${file.replace('.ts', '')}`);
    expect(['.', ...named.sort()]).toEqual(entries.map(([name]) => name));
  });

  test('share what they know: an entry explains a rule that another read', async () => {
    const { parseEvent, parseRule } = await import('@sluice/sigma');
    const { explain } = await import('@sluice/sigma/explain');
    const { synthesize } = await import('@sluice/sigma/synthesize');
    const rule = parseRule(
      'title: T\nid: 6f1c3b0e-52d1-4f0f-9a55-0d6f7a3c1b21\nlogsource: {product: windows}\n' +
        'detection: {s: {A|re: "^[a-f]{3}$"}, condition: s}',
    );
    if (!rule.ok) throw new Error('the rule is refused');
    const made = synthesize(rule.value, 1);
    const event = parseEvent(JSON.stringify(made.ok && made.value.event));
    expect(event.ok && explain(rule.value, event.event)).toMatchObject({ outcome: true });
  });
});
