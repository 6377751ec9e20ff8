import fc from 'fast-check';
import { parseRule } from '../rule/parse-rule.ts';
import type { SigmaRule } from '../rule/rule.ts';
import { fieldNames, mappedFieldNames, textAtoms } from './vocabulary.ts';

/** Half a surrogate pair is no character: rules that have one are refused. */
const atoms = fc.constantFrom(...textAtoms.filter((atom) => atom.isWellFormed()));
/** Short texts from few pieces, so that rules and events meet often. */
const text = fc.oneof(
  { weight: 3, arbitrary: atoms },
  { weight: 3, arbitrary: fc.array(atoms, { maxLength: 4 }).map((pieces) => pieces.join('')) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 2, maxLength: 8 }).map(joined),
  },
  fc.constantFrom('*', '?', 'a*b', '?b', 'a?', '*a\\*', '\\\\*', 'a\\?b', '*é*', '"a"', '\\', '*\\', 'a/b'),
);
const number = fc.constantFrom(0, 1, 3, 12, 4624, 4688, -1, 1.5, 100000);
const value = fc.oneof({ weight: 8, arbitrary: text }, number, fc.boolean());
const values = fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 4 }));
const field = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...fieldNames) },
  { weight: 1, arbitrary: fc.constantFrom(...mappedFieldNames) },
);

const textModifiers = [
  ...['', '', '', '|contains', '|contains', '|contains', '|startswith', '|endswith', '|contains|all'],
  ...['|contains|windash', '|cased', '|contains|cased', '|endswith|cased', '|neq', '|contains|neq'],
  ...['|base64', '|base64offset|contains', '|wide|base64offset|contains'],
];
const expressions = [
  ...[
    'a',
    'ab',
    'a+b',
    '^a',
    'b$',
    '[ab]{3}',
    'a.b',
    '(a|b)c',
    'é',
    'ß',
    's',
    'k',
    '\\d+',
    '\\w{4}',
    '(?i)AB',
  ],
  ...[
    '^$',
    '.',
    'ab|cd',
    '(aba|bab)[a-c]',
    '\\\\ab',
    '/ab',
    'a{2,3}b',
    '[^a]',
    '(a+)+$',
    '\\x61bc',
    'ab(cd)?ab',
  ],
];
const items: fc.Arbitrary<readonly [string, unknown]> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.tuple(
      fc.tuple(field, fc.constantFrom(...textModifiers)).map(([name, modifiers]) => name + modifiers),
      values,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc
        .tuple(field, fc.constantFrom('|re', '|re|i', '|re|m|s', '|re|i|s'))
        .map(([name, modifiers]) => name + modifiers),
      fc.constantFrom(...expressions),
    ),
  },
  fc.tuple(
    field.map((name) => `${name}|exists`),
    fc.boolean(),
  ),
  fc.tuple(field, fc.constant(null)),
  fc.tuple(field, fc.constant('')),
  fc.tuple(
    fc
      .tuple(field, fc.constantFrom('', '', '|neq', '|contains', '|startswith', '|endswith', '|cased'))
      .map(([name, modifiers]) => `${name}|fieldref${modifiers}`),
    field,
  ),
  fc.tuple(
    fc
      .tuple(field, fc.constantFrom('gt', 'gte', 'lt', 'lte'))
      .map(([name, modifier]) => `${name}|${modifier}`),
    fc.oneof(number, fc.constant(9007199254740993n)),
  ),
  fc.tuple(
    field.map((name) => `${name}|cidr`),
    fc.constantFrom('10.0.0.0/8', '::1/128', ['192.168.0.0/16', 'fe80::/10']),
  ),
  fc.tuple(
    fc.tuple(field, fc.constantFrom('hour', 'day', 'year')).map(([name, modifier]) => `${name}|${modifier}`),
    fc.constantFrom(1, 12),
  ),
);

const selection = fc.oneof(
  { weight: 6, arbitrary: fc.array(items, { minLength: 1, maxLength: 3 }).map(mapOf) },
  {
    weight: 1,
    arbitrary: fc.array(fc.array(items, { minLength: 1, maxLength: 2 }).map(mapOf), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { weight: 2, arbitrary: fc.array(text, { minLength: 1, maxLength: 3 }) },
  fc.array(text, { minLength: 2, maxLength: 3 }).map((keywords) => ({ '|all': keywords })),
);
const condition = fc.constantFrom(
  ...[
    's1',
    's1 and s2',
    's1 or s2',
    's1 and not s2',
    'not s1',
    '1 of s*',
    'all of them',
    '2 of s*',
    'not 2 of s*',
  ],
  ...[
    'not (s1 or s2)',
    'not s1 and not s2',
    's1 and (s2 or not s3)',
    '1 of s* and not s3',
    'not all of them',
  ],
);
const logSource = fc.constantFrom<Readonly<Record<string, string>>>(
  { product: 'windows' },
  { product: 'windows' },
  { product: 'windows', category: 'process_creation' },
  { product: 'windows', service: 'security' },
  { product: 'windows', service: 'sysmon' },
  { product: 'linux', service: 'auditd' },
  { product: 'aws', service: 'cloudtrail' },
  { category: 'process_creation' },
  { category: 'dns' },
  { product: 'x' },
);

/** The text of a rule, nearly always valid: JSON, which is YAML. */
export const randomRuleText: fc.Arbitrary<string> = fc
  .tuple(logSource, selection, selection, selection, condition)
  .map(([logsource, s1, s2, s3, condition]) =>
    JSON.stringify(
      {
        title: 'Random',
        id: '5a0f6a3e-9f0c-4f0e-8a64-0d7c3f1f6b11',
        logsource,
        detection: { s1, s2, s3, condition },
      },
      (_, member: unknown) => (typeof member === 'bigint' ? Number(member) : member),
    ),
  );

/** A rule; texts that the language refuses are left out. */
export const randomRule: fc.Arbitrary<SigmaRule> = randomRuleText
  .map((ruleText) => parseRule(ruleText))
  .filter((result) => result.ok)
  .map((result) => result.value);

function joined(pieces: readonly string[]): string {
  return pieces.join('');
}

function mapOf(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries);
}
