import type { CompareOperator, TextMatch } from '../detection/predicate.ts';
import type { RegexFlag } from '../detection/regex.ts';
import type { Pattern } from '../pattern/pattern.ts';

/** A value on its way through a chain of modifiers. */
export type Value =
  /** `raw` is the text as the rule has it, until a modifier changes the value. */
  | { readonly kind: 'text'; readonly pattern: Pattern; readonly raw: string | undefined }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'bytes'; readonly bytes: readonly number[] }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: readonly RegexFlag[] }
  | { readonly kind: 'network'; readonly cidr: string }
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly limit: number | bigint }
  | { readonly kind: 'field'; readonly other: string; readonly match: TextMatch }
  | { readonly kind: 'exists'; readonly expected: boolean };

/** What a modifier makes of one value: alternatives, any of which may match, or the reason why it can't. */
export type Modified = { readonly values: readonly Value[] } | { readonly refusal: string };

/** A modifier that works on each value by itself. */
export interface ValueModifier {
  readonly kind: 'value';
  readonly apply: (value: Value) => Modified;
}

/** A modifier that changes how the item as a whole is read. */
export interface ItemModifier {
  readonly kind: 'item';
  readonly effect: 'all' | 'cased' | 'neq';
}

/** A modifier that no rule may use here. */
export interface RefusedModifier {
  readonly kind: 'refused';
  readonly code: string;
  readonly reason: string;
  readonly hint: string;
}

export type Modifier = ValueModifier | ItemModifier | RefusedModifier;

/** The text of a value that may be written as text: strings and numbers. */
export function patternOf(value: Value): Pattern | undefined {
  if (value.kind === 'text') return value.pattern;
  return value.kind === 'number' ? [value.text] : undefined;
}
