import type { Chain } from '../modifiers/chain.ts';
import { madeText, patternOf } from '../modifiers/modifier.ts';
import type { Value } from '../modifiers/modifier.ts';
import { expandPlaceholders } from '../modifiers/placeholders.ts';
import { foldCase } from '../pattern/fold.ts';
import { ownText } from '../pattern/own-text.ts';
import { anyRun, parsePattern } from '../pattern/pattern.ts';
import type { YamlScalar } from '../yaml/yaml-node.ts';
import { buildTest, maxPatternText } from './build-test.ts';
import { or } from './predicate.ts';
import type { Expression, TextMatch } from './predicate.ts';
import { maxTests } from './reading.ts';
import type { Reading } from './reading.ts';

/** Reads one value with the modifiers of its key: a predicate, or several of which any may hold. Refused: reported, false. */
export function readValue(
  field: string | undefined,
  scalar: YamlScalar,
  chain: Chain,
  reading: Reading,
): Expression {
  if (!takeTests(1, scalar, reading)) return or([]);
  const simple = readSimpleText(field, scalar.value, chain);
  if (simple !== undefined) return simple;
  const initial = initialValues(scalar, chain, reading);
  const values = initial && modify(initial, scalar, chain, reading);
  if (values === undefined || !takeTests(values.length - 1, scalar, reading)) return or([]);
  const items: Expression[] = [];
  for (const value of values) {
    const built = buildTest(field === undefined ? asKeyword(value) : value, chain.effects.has('cased'));
    if ('reason' in built) return refuse(built.code, built.reason, scalar, reading);
    if (!takeTests(built.size ?? 0, scalar, reading)) break;
    const predicate: Expression = { kind: 'predicate', field, test: built.test };
    // `exists: false` is the absence of the field.
    items.push(value.kind === 'exists' && !value.expected ? { kind: 'not', item: predicate } : predicate);
  }
  return or(items);
}

/** Texts with one of these may be patterns. */
const mayBePattern = /[*?]|\\\\/;

/** The shortest way for what most values are: literal text, with no modifier or one of three. Undefined for the others. */
function readSimpleText(
  field: string | undefined,
  value: YamlScalar['value'],
  { steps, effects }: Chain,
): Expression | undefined {
  if (typeof value !== 'string' || value === '' || steps.length > 1 || effects.has('expand'))
    return undefined;
  const match = field === undefined && steps.length === 0 ? 'contains' : matches.get(steps[0]?.name);
  if (match === undefined || value.length > maxPatternText || mayBePattern.test(value)) return undefined;
  const isCased = effects.has('cased');
  return {
    kind: 'predicate',
    field,
    test: { kind: match, text: keptText(value, isCased), isCased },
  };
}

/** Folded, or cut loose from the rule's text. */
function keptText(value: string, isCased: boolean): string {
  const folded = isCased ? value : foldCase(value);
  return folded === value ? ownText(value) : folded;
}

const matches = new Map<string | undefined, TextMatch>([
  [undefined, 'equals'],
  ['contains', 'contains'],
  ['startswith', 'prefix'],
  ['endswith', 'suffix'],
]);

function initialValues(scalar: YamlScalar, chain: Chain, reading: Reading): readonly Value[] | undefined {
  const { value } = scalar;
  if (value === null) return [{ kind: 'null' }];
  if (typeof value === 'boolean') return [{ kind: 'boolean', value }];
  if (typeof value !== 'string') return [{ kind: 'number', text: String(value) }];
  if (!chain.effects.has('expand')) return [{ kind: 'text', pattern: parsePattern(value), raw: value }];
  const expanded = expandPlaceholders(value, reading.placeholders);
  if (expanded.ok) return expanded.values;
  const { code, message, hint, at, length } = expanded.problem;
  const span = reading.report.document.spanWithin(scalar, at, at + length);
  reading.report.error(code, message, span, hint);
  return undefined;
}

function modify(
  initial: readonly Value[],
  scalar: YamlScalar,
  { steps }: Chain,
  reading: Reading,
): readonly Value[] | undefined {
  let values = initial;
  for (const { name, modifier } of steps) {
    const next: Value[] = [];
    for (const value of values) {
      const modified = modifier.apply(value);
      if ('refusal' in modified) {
        refuse('sigma.modifier.value', `"${name}" ${modified.refusal}`, scalar, reading);
        return undefined;
      }
      for (const result of modified.values) next.push(result);
      if (next.length > reading.testsLeft + 1) {
        takeTests(next.length, scalar, reading);
        return undefined;
      }
    }
    values = next;
  }
  return values;
}

function refuse(code: string, message: string, scalar: YamlScalar, { report }: Reading): Expression {
  report.error(code, message, scalar);
  return or([]);
}

/** Takes from what the rule may still make; false, and reported at the first time, if that is too little. */
function takeTests(count: number, scalar: YamlScalar, reading: Reading): boolean {
  if (reading.testsLeft < 0) return false;
  reading.testsLeft -= count;
  if (reading.testsLeft >= 0) return true;
  refuse('sigma.rule.too-many-tests', `the rule needs more than ${maxTests} tests`, scalar, reading);
  return false;
}

/** Keywords are searched for inside the event's strings. */
function asKeyword(value: Value): Value {
  const pattern = patternOf(value);
  return pattern === undefined ? value : madeText([anyRun, ...pattern, anyRun]);
}
