import type { Result } from '@sluice/diagnostics';
import { describe, expect, test } from 'vitest';
import { parseCorrelation } from '../correlation/parse-correlation.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import { parseRules } from './parse-rules.ts';
import type { ParsedDocument } from './parse-rules.ts';

/** A rule whose title and id are told by a letter. */
function rule(letter: string, detection = '\n  s:\n    A: x\n  condition: s\n'): string {
  return `title: ${letter}\nid: ${idOf(letter)}\nlogsource:\n  product: windows\nlevel: low\ndetection: ${detection}`;
}

function idOf(letter: string): string {
  return `${letter.repeat(8).slice(0, 8)}-0000-4000-8000-000000000000`;
}

/** Each document as `kind`, with the title of a rule or the codes and lines of what was found. */
function summary(documents: readonly ParsedDocument[]): readonly string[] {
  return documents.map((document) => {
    if (!('result' in document)) return document.kind;
    const { kind, result } = document;
    const findings = result.diagnostics.map(({ code, span }) => `${code} ${span?.line ?? '-'}`);
    const read = result.ok && kind === 'rule' ? [result.value.metadata.title] : [];
    return [kind, ...read, ...findings].join(' ');
  });
}

describe('the documents of a text', () => {
  test('come in their order, each as what it is', () => {
    const correlation =
      'title: c\nname: c\ncorrelation: {type: event_count, rules: [a], group-by: [U], timespan: 1m, condition: {gte: 2}}\n';
    const filter =
      'title: f\nlogsource: {product: windows}\nfilter: {rules: any, s: {A: x}, condition: not s}\n';
    const documents = parseRules([rule('a'), correlation, filter, rule('b')].join('---\n'));
    expect(summary(documents)).toEqual(['rule a', 'correlation', 'filter', 'rule b']);
    const read = documents.flatMap((document): readonly Result<unknown>[] => {
      if (document.kind === 'correlation') return [parseCorrelation(document)];
      return document.kind === 'filter' ? [parseFilter(document)] : [];
    });
    expect(read).toMatchObject([
      { ok: true, value: { metadata: { title: 'c' } } },
      { ok: true, value: { metadata: { title: 'f' } } },
    ]);
  });

  test('harm nobody but themselves by what is wrong with them, and tell its line in the whole text', () => {
    const text = [
      rule('a'),
      'title: "open\nid: b\n',
      rule('c', '{s: {A|nope: x}, condition: s}\n'),
      '[not, a, map]\n',
      rule('d'),
    ].join('---\n');
    const found = summary(parseRules(text));
    expect(found).toEqual([
      'rule a',
      'unreadable sigma.yaml.syntax 13',
      'rule sigma.modifier.unknown 19',
      'rule sigma.rule.not-a-map 21',
      'rule d',
    ]);
  });

  test('may end with dots, be empty, hold comments only, or follow directives', () => {
    const text = `# nothing\n---\n${rule('a')}...\n%YAML 1.2\n---\n${rule('b')}---\n---\n# nothing\n`;
    expect(summary(parseRules(text))).toEqual(['rule a', 'rule b']);
    expect(parseRules('')).toEqual([]);
  });

  test('tell where they are', () => {
    const text = `${rule('a')}---\n${rule('b')}`;
    const places = parseRules(text).map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual([rule('a'), `---\n${rule('b')}`]);
  });

  test('are warned of an id that another has', () => {
    expect(summary(parseRules(`${rule('a')}---\n${rule('a')}`))).toEqual([
      'rule a',
      'rule a sigma.rule.id-repeated 12',
    ]);
  });

  test('may be detection rules with placeholders', () => {
    const text = rule('a', "{s: {A|expand: '%x%'}, condition: s}\n");
    expect(summary(parseRules(text, { placeholders: { x: ['1'] } }))).toEqual(['rule a']);
    expect(summary(parseRules(text))).toEqual(['rule sigma.placeholder.unresolved 6']);
  });
});

describe('actions', () => {
  const global = 'action: global\nlogsource: {product: linux}\nlevel: high\ndetection: {s: {A: x}}\n';
  const own = (letter: string, condition: string): string =>
    `title: ${letter}\nid: ${idOf(letter)}\ndetection: {condition: ${condition}}\n`;

  test('global adds to the documents that follow, whose own values win', () => {
    const documents = parseRules(
      [global, own('a', 's'), `${own('b', 's or t').slice(0, -2)}, t: {B: y}}\nlevel: low\n`].join('---\n'),
    );
    expect(summary(documents)).toEqual(['rule a', 'rule b']);
    expect(
      documents.map(
        (document) => document.kind === 'rule' && document.result.ok && document.result.value.metadata.level,
      ),
    ).toEqual(['high', 'low']);
  });

  test('several globals add up, and reset ends them', () => {
    const more = 'action: global\nstatus: test\n';
    const documents = parseRules(
      [global, more, own('a', 's'), 'action: reset\n', own('b', 's')].join('---\n'),
    );
    expect(summary(documents)[0]).toBe('rule a');
    expect(summary(documents)[1]).toMatch(/^rule sigma\.rule\.logsource-missing/);
  });

  test('repeat is the rule before it with changes', () => {
    const documents = parseRules(
      [rule('a'), 'action: repeat\ntitle: b\ndetection: {s: {A: y}}\n', 'action: repeat\ntitle: c\n'].join(
        '---\n',
      ),
    );
    expect(summary(documents)).toEqual([
      'rule a',
      'rule b sigma.rule.id-repeated 2',
      'rule c sigma.rule.id-repeated 2',
    ]);
    const texts = documents.map((document) => JSON.stringify(document));
    expect(texts.map((text) => /"text":"(.)"/.exec(text)?.[1])).toEqual(['x', 'y', 'y']);
  });

  test.each<readonly [string, string, readonly string[]]>([
    ['another word', 'action: often\n', ['unreadable sigma.collection.action 1']],
    ['a list', 'action: [global]\n', ['unreadable sigma.collection.action 1']],
    ['a repeat of nothing', 'action: repeat\nid: b\n', ['unreadable sigma.collection.repeat 1']],
    ['a reset with a rule', 'action: reset\nid: b\n', ['unreadable sigma.collection.reset 1']],
  ])('are refused: %s', (_, text, expected) => {
    expect(summary(parseRules(text))).toEqual(expected);
  });

  test('that can not be read make those refused that may build on them', () => {
    const documents = parseRules(
      ['action: global\nlogsource: "open\n', rule('a'), 'action: reset\n', rule('b')].join('---\n'),
    );
    expect(summary(documents).slice(1)).toEqual(['unreadable sigma.collection.broken 4', 'rule b']);
  });

  test('that multiply are stopped', () => {
    const values = Array.from({ length: 5000 }, (_, n) => `v${n}`).join(', ');
    const repeats = Array.from({ length: 300 }, (_, n) => `action: repeat\nid: r${n}\n`);
    const documents = parseRules(
      [rule('a', `{s: {A: [${values}]}, condition: s}\n`), ...repeats].join('---\n'),
    );
    const last = summary(documents).at(-1);
    expect(last).toMatch(/sigma\.collection\.(?:too-large|repeat)/);
  });
});

describe('limits of a text', () => {
  test('of its length, of its documents, and of one document', () => {
    expect(summary(parseRules('# '.padEnd(17 * 1024 * 1024, 'x')))).toEqual([
      'unreadable sigma.yaml.too-long -',
    ]);
    expect(summary(parseRules('a: b\n---\n'.repeat(10_001)))).toEqual([
      'unreadable sigma.yaml.too-many-documents -',
    ]);
    const long = `${rule('a')}---\ntitle: ${'x'.repeat(1024 * 1024)}\n---\n${rule('b')}`;
    expect(summary(parseRules(long))).toEqual(['rule a', 'unreadable sigma.yaml.too-long -', 'rule b']);
  });
});
