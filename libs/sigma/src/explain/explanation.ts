import type { FoundValue } from './found-value.ts';

/** What every part of an explanation tells. */
interface Explained {
  /** Whether this part holds. */
  readonly outcome: boolean;
  /** Why it holds or doesn't, as a sentence without a full stop. */
  readonly why: string;
}

interface WithChildren extends Explained {
  /** In the order of the rule; where there are too many, those that decide are kept. */
  readonly children: readonly Explanation[];
  /** How many children are left out. */
  readonly omitted: number;
}

/** A tree that tells why a rule matches an event or doesn't. Plain data, JSON as it is. */
export type Explanation =
  | (WithChildren & { readonly kind: 'and' | 'or' | 'not' })
  | (WithChildren & { readonly kind: 'atLeast'; readonly count: number })
  | (WithChildren & { readonly kind: 'selection'; readonly name: string })
  | (WithChildren & {
      readonly kind: 'item';
      /** The key as written; '' for bare keywords. */
      readonly name: string;
      /** Null for keywords. */
      readonly field: string | null;
      /** The first values that the event has for the field; null if it is absent, and for keywords. */
      readonly found: readonly FoundValue[] | null;
    })
  | (Explained & {
      readonly kind: 'test';
      readonly field: string | null;
      /** What is asked for, such as "contains '-enc'". */
      readonly asks: string;
    });
