import { agreementWith } from '../detection/agreement.ts';
import type { Expression, Predicate } from '../detection/predicate.ts';
import { openList } from '../detection/text-list.ts';
import { testText } from '../detection/test-text.ts';
import { readField, readKeywordTexts } from '../event/read-field.ts';
import type { FieldValues } from '../event/read-field.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import { foldCase } from '../pattern/fold.ts';

/** A text of the event with its case-folded form. */
export interface FoldedText {
  readonly text: string;
  readonly folded: string;
}

/** A field of the event as tests see it. */
export interface ReadField extends Omit<FieldValues, 'texts'> {
  readonly texts: readonly FoldedText[];
}

/** The outcomes of a detection's parts on one event. Each part is evaluated when it is asked for, and once. */
export interface Outcomes {
  of(expression: Expression): boolean;
  field(name: string): ReadField;
  /** Every string of the event, where keywords are searched. */
  keywordTexts(): readonly FoldedText[];
  /** The first text that passes a predicate's test; undefined for tests that need none, such as `exists`. */
  textThatPasses(predicate: Predicate): FoldedText | undefined;
}

/** Makes the outcomes for one event, none evaluated yet. A selection that a condition names twice is evaluated once. */
export function createOutcomes(event: SigmaEvent): Outcomes {
  const known = new Map<Expression, boolean>();
  const fields = new Map<string, ReadField>();
  let keywords: readonly FoldedText[] | undefined;

  const field = (name: string): ReadField => {
    let read = fields.get(name);
    if (read === undefined) {
      const { isPresent, hasNull, texts } = readField(event, name);
      fields.set(name, (read = { isPresent, hasNull, texts: texts.map(withFolded) }));
    }
    return read;
  };

  const keywordTexts = (): readonly FoldedText[] =>
    (keywords ??= [...new Set(readKeywordTexts(event))].map(withFolded));

  const textThatPasses = ({ field: name, test }: Predicate): FoldedText | undefined => {
    if (test.kind !== 'field') {
      const texts = name === undefined ? keywordTexts() : field(name).texts;
      return texts.find(({ text, folded }) => testText(test, text, folded));
    }
    if (name === undefined) return undefined;
    const { match, isCased } = test;
    const form = (one: FoldedText): string => (isCased ? one.text : one.folded);
    const agrees = agreementWith(match, field(test.other).texts.map(form));
    return field(name).texts.find((one) => agrees(form(one)));
  };

  const passes = (predicate: Predicate): boolean => {
    const { field: name, test } = predicate;
    if (name === undefined) return textThatPasses(predicate) !== undefined;
    switch (test.kind) {
      case 'exists':
        return field(name).isPresent;
      case 'null':
        return !field(name).isPresent || field(name).hasNull;
      case 'value':
        return field(name).texts.length > 0;
      default:
        return textThatPasses(predicate) !== undefined;
    }
  };

  const evaluate = (expression: Expression): boolean => {
    switch (expression.kind) {
      case 'and':
        return expression.items.every(of);
      case 'or':
        return expression.items.some(of);
      case 'atLeast': {
        let missing = expression.count;
        return expression.items.some((item) => of(item) && --missing === 0);
      }
      case 'not':
        return !of(expression.item);
      case 'selection':
      case 'item':
        return of(expression.item);
      case 'texts': {
        const { kind, items } = openList(expression);
        return kind === 'and' ? items.every(passes) : items.some(passes);
      }
      case 'predicate':
        return passes(expression);
    }
  };

  const of = (expression: Expression): boolean => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const outcome = evaluate(expression);
    known.set(expression, outcome);
    return outcome;
  };

  return { of, field, keywordTexts, textThatPasses };
}

function withFolded(text: string): FoldedText {
  return { text, folded: foldCase(text) };
}
