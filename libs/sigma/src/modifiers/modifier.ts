import type { CompareOperator, TextMatch, TimePart } from '../detection/predicate.ts';
import type { RegexFlag } from '../detection/regex.ts';
import { literalOf } from '../pattern/pattern.ts';
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
  | {
      readonly kind: 'time';
      readonly part: TimePart;
      readonly operator: CompareOperator | 'eq';
      readonly limit: number;
    }
  | { readonly kind: 'field'; readonly other: string; readonly match: TextMatch }
  | { readonly kind: 'exists'; readonly expected: boolean };

/**
 * What a chain has made of its values so far, whatever they are: which modifiers may follow depends on it. `plain` is
 * the value as written, `dashed` after `windash`, `wrapped` after `contains` and its like, `offset` after `base64offset`.
 */
export type Stage =
  | 'plain'
  | 'dashed'
  | 'wrapped'
  | 'bytes'
  | 'encoded'
  | 'offset'
  | 'regex'
  | 'network'
  | 'compare'
  | 'time'
  | 'comparedTime'
  | 'field'
  | 'wrappedField'
  | 'exists';

/** What a modifier makes of one value: alternatives, any of which may match, or the reason why it can't. */
export type Modified = { readonly values: readonly Value[] } | { readonly refusal: string };

/** A modifier that works on each value by itself. */
export interface ValueModifier {
  readonly kind: 'value';
  /** From the stages that it may follow to those that it leads to. */
  readonly stages: Readonly<Partial<Record<Stage, Stage>>>;
  /** Where it may stand, for those who put it elsewhere. */
  readonly remedy: string;
  readonly apply: (value: Value) => Modified;
}

/** A modifier that changes how the item as a whole is read. */
export interface ItemModifier {
  readonly kind: 'item';
  readonly effect: Effect;
}

/** `expand` works on each value, but before any other modifier, wherever it stands. */
export type Effect = 'all' | 'cased' | 'neq' | 'expand';

export type Modifier = ValueModifier | ItemModifier;

/** The text of a value that may be written as text: strings, numbers and booleans. */
export function patternOf(value: Value): Pattern | undefined {
  switch (value.kind) {
    case 'text':
      return value.pattern;
    case 'number':
      return [value.text];
    case 'boolean':
      return [String(value.value)];
    default:
      return undefined;
  }
}

/** The text of a value that has no wildcards. */
export function literalTextOf(value: Value): string | undefined {
  const pattern = patternOf(value);
  return pattern && literalOf(pattern);
}

/** A value that a modifier has made of a text. */
export function madeText(pattern: Pattern): Value {
  return { kind: 'text', pattern, raw: undefined };
}

/** The text of a value as the rule has it: strings and numbers that no modifier has changed. */
export function rawTextOf(value: Value): string | undefined {
  return value.kind === 'text' ? value.raw : value.kind === 'number' ? value.text : undefined;
}
