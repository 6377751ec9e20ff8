import { readChain } from '../modifiers/chain.ts';
import type { Chain } from '../modifiers/chain.ts';
import { createBoundedCache } from '../rule/bounded-cache.ts';
import { intern } from '../rule/intern.ts';
import type { YamlEntry, YamlScalar } from '../yaml/yaml-node.ts';
import { normalizeFieldName } from './field-name.ts';
import { and, or } from './predicate.ts';
import type { Expression, Test } from './predicate.ts';
import { readValue } from './read-value.ts';
import type { Reading } from './reading.ts';
import { joinValues } from './text-list.ts';

const valueTest: Test = { kind: 'value' };
const noModifiers: Chain = { steps: [], effects: new Set(), stage: 'plain' };

/** A key of a selection that is legal. */
interface ItemKey {
  /** As written. */
  readonly name: string;
  /** Undefined for keywords. */
  readonly field: string | undefined;
  readonly chain: Chain;
}

/** The same few stand in every rule. */
const legalKeys = createBoundedCache<ItemKey>(20_000, 200);

/** Reads one `field|modifiers: values` of a selection. An item that is refused is reported, and false. */
export function readItem(entry: YamlEntry, reading: Reading): Expression {
  const key = legalKeys(entry.name, () => readItemKey(entry, reading));
  const scalars = valuesOf(entry, reading);
  if (key === undefined || scalars === undefined) return or([]);
  const { name, field, chain } = key;
  if (chain.effects.has('all') && scalars.length < 2) {
    const message = '"all" has no effect on a single value';
    const hint = 'remove "all", or list more values';
    reading.report.warning('sigma.modifier.all-single', message, entry.key, hint);
  }
  const matched = readValues(scalars, key, reading);
  const item = chain.effects.has('neq')
    ? and([
        { kind: 'predicate', field, test: valueTest },
        { kind: 'not', item: matched },
      ])
    : matched;
  return { kind: 'item', name, item };
}

/** Reads a bare value of a list: a keyword, searched for in every string of the event. */
export function readKeyword(scalar: YamlScalar, reading: Reading): Expression {
  return readValue(undefined, scalar, noModifiers, reading);
}

function readValues(scalars: readonly YamlScalar[], { field, chain }: ItemKey, reading: Reading): Expression {
  const isAll = chain.effects.has('all');
  const items: Expression[] = [];
  for (const scalar of scalars) {
    const value = readValue(field, scalar, chain, reading);
    if (value.kind === 'or' && !isAll) for (const alternative of value.items) items.push(alternative);
    else items.push(value);
  }
  return joinValues(isAll ? 'and' : 'or', items.slice());
}

function readItemKey({ name, key }: YamlEntry, { report }: Reading): ItemKey | undefined {
  const bar = name.indexOf('|');
  const fieldName = bar === -1 ? name : name.slice(0, bar);
  const field = fieldName === '' ? undefined : intern(normalizeFieldName(fieldName));
  const names = bar === -1 ? [] : name.slice(bar + 1).split('|');
  const read = bar === -1 ? undefined : readChain(names, bar === 0);
  if (read?.ok === false) {
    for (const { code, message, hint, index } of read.problems) {
      const at = bar + 1 + names.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0);
      const end = at + (names[index] ?? '').length;
      report.error(code, message, report.document.spanWithin(key, at, end), hint);
    }
    return undefined;
  }
  return { name, field, chain: read?.chain ?? noModifiers };
}

function valuesOf(entry: YamlEntry, { report }: Reading): readonly YamlScalar[] | undefined {
  const { value, name } = entry;
  if (value.kind === 'scalar') return [value];
  if (value.kind === 'map') {
    const message = `"${name}" holds a map where a value belongs`;
    const hint = 'name a nested field with dots, such as "a.b"';
    report.error('sigma.value.map', message, value, hint);
    return undefined;
  }
  if (value.items.length === 0) {
    report.error('sigma.value.empty-list', `"${name}" has an empty list`, value);
    return undefined;
  }
  let isRefused = false;
  for (const item of value.items) {
    if (item.kind !== 'scalar' && !isRefused) {
      report.error('sigma.value.nested', `"${name}" holds a list or map inside its list`, item);
      isRefused = true;
    } else if (item.kind === 'scalar' && item.value === null) {
      const hint = 'give it a selection of its own';
      report.error('sigma.value.null-in-list', 'null may not stand in a list', item, hint);
      isRefused = true;
    }
  }
  return isRefused ? undefined : (value.items as readonly YamlScalar[]);
}
