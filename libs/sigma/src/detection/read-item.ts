import { modifiers } from '../modifiers/table.ts';
import type { Value, ValueModifier } from '../modifiers/modifier.ts';
import { anyRun, parsePattern } from '../pattern/pattern.ts';
import type { Report } from '../report.ts';
import type { YamlDocument, YamlEntry, YamlScalar } from '../yaml/yaml-node.ts';
import { buildTest } from './build-test.ts';
import { normalizeFieldName } from './field-name.ts';
import { and, or } from './predicate.ts';
import type { Expression, Test } from './predicate.ts';

const valueTest: Test = { kind: 'value' };

/** What the modifiers of a key ask for. */
interface Chain {
  readonly steps: readonly { readonly name: string; readonly modifier: ValueModifier }[];
  readonly effects: ReadonlySet<'all' | 'cased' | 'neq'>;
}

/** Reads one `field|modifiers: values` of a selection. An item that is refused is reported, and false. */
export function readItem(entry: YamlEntry, document: YamlDocument, report: Report): Expression {
  const [fieldName = '', ...names] = entry.name.split('|');
  const field = fieldName === '' ? undefined : normalizeFieldName(fieldName);
  const chain = readChain(entry.key, names, document, report);
  const scalars = valuesOf(entry, document, report);
  if (chain === undefined || scalars === undefined) return or([]);
  const isList = entry.value.kind === 'list';
  const alternatives = scalars.map((scalar) => readValue(field, scalar, chain, isList, document, report));
  if (chain.effects.has('all') && scalars.length < 2) {
    report.warning('sigma.modifier.all-single', '"all" has no effect on a single value', {
      span: document.spanOf(entry.key),
    });
  }
  const matched = chain.effects.has('all') ? and(alternatives) : or(alternatives);
  const item = chain.effects.has('neq')
    ? and([
        { kind: 'predicate', field, test: valueTest },
        { kind: 'not', item: matched },
      ])
    : matched;
  return { kind: 'item', name: entry.name, item };
}

/** Reads a bare value of a list: a keyword, searched for in every string of the event. */
export function readKeyword(scalar: YamlScalar, document: YamlDocument, report: Report): Expression {
  return readValue(undefined, scalar, { steps: [], effects: new Set() }, true, document, report);
}

function readChain(
  key: YamlScalar,
  names: readonly string[],
  document: YamlDocument,
  report: Report,
): Chain | undefined {
  const steps: { name: string; modifier: ValueModifier }[] = [];
  const effects = new Set<'all' | 'cased' | 'neq'>();
  let offset = String(key.value).indexOf('|') + 1;
  let isRefused = false;
  for (const name of names) {
    const modifier = modifiers.get(name);
    const span = document.spanWithin(key, offset, offset + name.length);
    offset += name.length + 1;
    if (modifier === undefined) {
      isRefused = true;
      report.error('sigma.modifier.unknown', `there is no modifier "${name}"`, {
        span,
        hint: suggestion(name),
      });
    } else if (modifier.kind === 'refused') {
      isRefused = true;
      report.error(modifier.code, `"${name}" is refused: ${modifier.reason}`, { span, hint: modifier.hint });
    } else if (modifier.kind === 'item') effects.add(modifier.effect);
    else steps.push({ name, modifier });
  }
  return isRefused ? undefined : { steps, effects };
}

function suggestion(name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  return modifiers.has(lower) ? `write "${lower}"` : undefined;
}

function valuesOf(
  entry: YamlEntry,
  document: YamlDocument,
  report: Report,
): readonly YamlScalar[] | undefined {
  const { value } = entry;
  if (value.kind === 'scalar') return [value];
  if (value.kind === 'map') {
    report.error('sigma.value.map', `"${entry.name}" holds a map where a value belongs`, {
      span: document.spanOf(value),
    });
    return undefined;
  }
  if (value.items.length === 0) {
    report.error('sigma.value.empty-list', `"${entry.name}" has an empty list`, {
      span: document.spanOf(value),
    });
    return undefined;
  }
  const scalars = value.items.filter((item) => item.kind === 'scalar');
  const other = value.items.find((item) => item.kind !== 'scalar');
  if (other === undefined) return scalars;
  report.error('sigma.value.nested', `"${entry.name}" holds a list or map inside its list`, {
    span: document.spanOf(other),
  });
  return undefined;
}

function readValue(
  field: string | undefined,
  scalar: YamlScalar,
  chain: Chain,
  isInList: boolean,
  document: YamlDocument,
  report: Report,
): Expression {
  const refuse = (code: string, message: string): Expression => {
    report.error(code, message, { span: document.spanOf(scalar) });
    return or([]);
  };
  if (scalar.value === null && isInList) {
    return refuse('sigma.value.null-in-list', 'null may not stand in a list: give it a selection of its own');
  }
  let values: readonly Value[] = [initialValue(scalar.value)];
  for (const { name, modifier } of chain.steps) {
    const next: Value[] = [];
    for (const value of values) {
      const modified = modifier.apply(value);
      if ('refusal' in modified) return refuse('sigma.modifier.value', `"${name}" ${modified.refusal}`);
      next.push(...modified.values);
    }
    values = next;
  }
  const isCased = chain.effects.has('cased');
  const items: Expression[] = [];
  for (const value of values) {
    const built = buildTest(field === undefined ? asKeyword(value) : value, isCased);
    if ('reason' in built) return refuse(built.code, built.reason);
    if (field === undefined && !isKeywordTest(built.test.kind)) {
      return refuse('sigma.keyword.value', 'a keyword must be a text or a regular expression');
    }
    const predicate: Expression = { kind: 'predicate', field, test: built.test };
    // `exists: false` is the absence of the field.
    items.push(value.kind === 'exists' && !value.expected ? { kind: 'not', item: predicate } : predicate);
  }
  return or(items);
}

/** Keywords are searched for inside the event's strings. */
function asKeyword(value: Value): Value {
  if (value.kind === 'number') return asKeyword({ kind: 'text', pattern: [value.text], raw: undefined });
  if (value.kind !== 'text') return value;
  return { kind: 'text', pattern: [anyRun, ...value.pattern, anyRun], raw: undefined };
}

function isKeywordTest(kind: string): boolean {
  return kind === 'contains' || kind === 'wildcard' || kind === 'regex';
}

function initialValue(value: YamlScalar['value']): Value {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'string') return { kind: 'text', pattern: parsePattern(value), raw: value };
  return { kind: 'number', text: String(value) };
}
