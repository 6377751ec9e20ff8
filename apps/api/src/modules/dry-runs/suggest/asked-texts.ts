import type { SigmaRule } from '@sluice/sigma';

type Expression = SigmaRule['detection'];

/** What rules ask of their fields, found by the values of events. */
export interface AskedTexts {
  /** Rules that ask for each field. */
  readonly rulesOf: ReadonlyMap<string, number>;
  /** Texts that a value has as a whole, at its beginning or at its end, by the field that rules look for them in. */
  found(value: string): ReadonlyMap<string, ReadonlySet<string>>;
}

/** Letters by which beginnings and ends are found; shorter texts say nothing. */
const KEY = 4;
const MAX_TEXTS_OF_FIELD = 5_000;

type Match = 'equals' | 'prefix' | 'suffix';
interface Asked {
  readonly field: string;
  readonly text: string;
}

export function askedTexts(rules: readonly SigmaRule[]): AskedTexts {
  const rulesOf = new Map<string, number>();
  const known = new Map<string, Set<string>>();
  const byKey: Readonly<Record<Match, Map<string, Asked[]>>> = {
    equals: new Map(),
    prefix: new Map(),
    suffix: new Map(),
  };

  function ask(field: string, match: Match, written: string): void {
    const text = written.toLowerCase();
    const texts = known.get(field) ?? new Set();
    if (text.length < KEY || texts.has(`${match} ${text}`) || texts.size >= MAX_TEXTS_OF_FIELD) return;
    known.set(field, texts.add(`${match} ${text}`));
    const key = keyOf(match, text);
    const asked = byKey[match].get(key);
    if (asked === undefined) byKey[match].set(key, [{ field, text }]);
    else asked.push({ field, text });
  }

  for (const rule of rules) {
    const fields = new Set<string>();
    collect(rule.detection, fields, ask);
    for (const field of fields) rulesOf.set(field, (rulesOf.get(field) ?? 0) + 1);
  }
  return {
    rulesOf,
    found(value) {
      const folded = value.toLowerCase();
      const found = new Map<string, Set<string>>();
      for (const match of ['equals', 'prefix', 'suffix'] as const)
        for (const { field, text } of byKey[match].get(keyOf(match, folded)) ?? [])
          if (matches(match, folded, text)) found.set(field, (found.get(field) ?? new Set()).add(text));
      return found;
    },
  };
}

function keyOf(match: Match, text: string): string {
  if (match === 'equals') return text;
  return match === 'prefix' ? text.slice(0, KEY) : text.slice(-KEY);
}

function matches(match: Match, value: string, text: string): boolean {
  if (match === 'equals') return value === text;
  return match === 'prefix' ? value.startsWith(text) : value.endsWith(text);
}

type Ask = (field: string, match: Match, text: string) => void;

const isPlace = (kind: string): kind is Match => kind === 'equals' || kind === 'prefix' || kind === 'suffix';

/** Each part once, however many ways lead to it. */
function collect(root: Expression, fields: Set<string>, ask: Ask): void {
  const seen = new Set<Expression>();
  const open: Expression[] = [root];
  for (let expression = open.pop(); expression !== undefined; expression = open.pop()) {
    if (seen.has(expression)) continue;
    seen.add(expression);
    switch (expression.kind) {
      case 'and':
      case 'or':
      case 'atLeast':
        open.push(...expression.items);
        break;
      case 'not':
      case 'selection':
      case 'item':
        open.push(expression.item);
        break;
      case 'texts': {
        const { field, match, texts } = expression;
        if (field === undefined) break;
        fields.add(field);
        if (isPlace(match)) for (const text of texts) ask(field, match, text);
        break;
      }
      case 'predicate': {
        const { field, test } = expression;
        if (field === undefined) break;
        fields.add(field);
        if (isPlace(test.kind) && 'text' in test) ask(field, test.kind, test.text);
      }
    }
  }
}
