import { describe, expect, test } from 'vitest';
import { parseEvent } from '../event/parse-event.ts';
import { parseValidRule, ruleWith } from '../testing/parse-valid-rule.ts';
import { compileRules } from './rule-set.ts';

const all = { ignoreLogSource: true };
const fields = ['A', 'B', 'Long.Name.Of.A.Field', 'Nested.A', 'Nested.B', 'Process Name'];
const rules = fields.map((field) =>
  parseValidRule(
    ruleWith(`selection: {"${field}": hit}\ncondition: selection`).replace(/title: .*/, `title: ${field}`),
  ),
);

/** Titles of the rules that match each record, one after the other by the same engine; as by the other door. */
function matches(...records: readonly string[]): readonly (readonly string[] | undefined)[] {
  const ruleSet = compileRules(rules);
  return records.map((record) => {
    const byBytes = ruleSet.matchBytes(new TextEncoder().encode(record), all);
    const parsed = parseEvent(record);
    expect(byBytes.ok).toBe(parsed.ok);
    if (!byBytes.ok || !parsed.ok) return undefined;
    const titles = byBytes.rules.map(({ metadata }) => metadata.title).sort();
    expect(
      ruleSet
        .match(parsed.event, all)
        .rules.map(({ metadata }) => metadata.title)
        .sort(),
    ).toEqual(titles);
    return titles;
  });
}

describe('keys that follow each other as before are taken as such, and', () => {
  test.each<readonly [name: string, before: string, record: string, expected: readonly string[] | undefined]>(
    [
      ['another order is read, too', '{"A":"x","B":"x"}', '{"B":"hit","A":"x"}', ['B']],
      ['a key that has become longer is another', '{"A":"x","B":"hit"}', '{"A":"x","Bb":"hit"}', []],
      ['one that has become shorter, too', '{"A":"x","Long.Name.Of.A.Field":"x"}', '{"A":"hit"}', ['A']],
      ['a missing one makes no difference', '{"A":"x","B":"x","C":"x"}', '{"A":"hit","C":"x"}', ['A']],
      ['one more between them does not', '{"A":"x","B":"x"}', '{"A":"x","Z":"hit","B":"hit"}', ['B']],
      [
        'a key of an object within is not one of the object around',
        '{"A":"x","B":"x"}',
        '{"A":"x","Nested":{"B":"hit"}}',
        ['Nested.B'],
      ],
      [
        'what follows an object within is',
        '{"Nested":{"A":"x"},"B":"x"}',
        '{"Nested":{"A":"hit"},"B":"hit"}',
        ['B', 'Nested.A'],
      ],
      [
        'objects of a list are read alike',
        '{"Nested":[{"A":"x"},{"B":"x"}]}',
        '{"Nested":[{"B":"hit"},{"A":"hit"}]}',
        ['Nested.A', 'Nested.B'],
      ],
      [
        'a key that stands twice has its last value',
        '{"A":"x","B":"x"}',
        '{"A":"hit","A":"x","B":"hit"}',
        ['B'],
      ],
      ['spaces of a name', '{"A":"x","Process Name":"x"}', '{"A":"x","ProcessName":"hit"}', ['Process Name']],
      [
        'a record that ends within the key is refused',
        '{"A":"x","Long.Name.Of.A.Field":"x"}',
        '{"A":"x","Long.Name',
        undefined,
      ],
      ['so is one whose key goes on and does not end', '{"A":"x","B":"x"}', '{"A":"x","Bx:"hit"}', undefined],
      ['so is one that ends behind it', '{"A":"x","B":"x"}', '{"A":"x","B"', undefined],
    ],
  )('%s', (_, before, record, expected) => {
    expect(matches(before, before, record, before)[2]).toEqual(expected);
  });
});
