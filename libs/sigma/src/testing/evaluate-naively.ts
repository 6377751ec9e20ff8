import { matchText, testText } from '../detection/test-text.ts';
import type { Expression, Predicate } from '../detection/predicate.ts';
import { openList } from '../detection/text-list.ts';
import { readField, readKeywordTexts } from '../event/read-field.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import { foldCase } from '../pattern/fold.ts';

/** Evaluates a rule's detection with no index and no memory: slow, plain, and the reference for the compiled rule set. */
export function evaluateNaively(expression: Expression, event: SigmaEvent): boolean {
  switch (expression.kind) {
    case 'and':
      return expression.items.every((item) => evaluateNaively(item, event));
    case 'or':
      return expression.items.some((item) => evaluateNaively(item, event));
    case 'not':
      return !evaluateNaively(expression.item, event);
    case 'texts':
      return evaluateNaively(openList(expression), event);
    case 'predicate':
      return testPredicate(expression, event);
    case 'atLeast':
      return expression.items.filter((item) => evaluateNaively(item, event)).length >= expression.count;
    case 'selection':
    case 'item':
      return evaluateNaively(expression.item, event);
  }
}

function testPredicate({ field, test }: Predicate, event: SigmaEvent): boolean {
  if (field === undefined)
    return readKeywordTexts(event).some((text) => testText(test, text, foldCase(text)));
  const { isPresent, hasNull, texts } = readField(event, field);
  switch (test.kind) {
    case 'exists':
      return isPresent;
    case 'null':
      return !isPresent || hasNull;
    case 'value':
      return texts.length > 0;
    case 'field': {
      const fold = (text: string): string => (test.isCased ? text : foldCase(text));
      const others = readField(event, test.other).texts;
      return texts.some((text) => others.some((other) => matchText(test.match, fold(text), fold(other))));
    }
    default:
      return texts.some((text) => testText(test, text, foldCase(text)));
  }
}
