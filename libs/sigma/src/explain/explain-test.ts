import { isNumeric } from '../detection/numeric.ts';
import type { Predicate, Test } from '../detection/predicate.ts';
import { compileNetwork } from '../detection/network.ts';
import { testText } from '../detection/test-text.ts';
import { readTimePart } from '../detection/time-part.ts';
import { foldCase } from '../pattern/fold.ts';
import { describeTest, quote } from './describe-test.ts';
import type { FoldedText, Outcomes } from './outcomes.ts';

/**
 * Why a predicate holds or doesn't, as a sentence: "CommandLine is 'cmd /c dir', which does not contain '-enc'". Of several
 * values the one that passed is told, else the first.
 */
export function explainTest(predicate: Predicate, outcomes: Outcomes): string {
  const { field, test } = predicate;
  const words = describeTest(test);
  if (field === undefined) {
    const passing = outcomes.textThatPasses(predicate);
    return passing === undefined
      ? `no text of the event ${words.holds}`
      : `${quote(passing.text)} ${words.holds}`;
  }
  const { isPresent, hasNull, texts } = outcomes.field(field);
  switch (test.kind) {
    case 'exists':
      return isPresent ? `${field} is present` : `${field} is absent`;
    case 'null':
      if (!isPresent) return `${field} is absent`;
      return hasNull ? `${field} is null` : `${field} is present${valueWords(texts)}, and not null`;
    default:
  }
  const [first] = texts;
  if (!isPresent) return `${field} is absent`;
  if (first === undefined)
    return hasNull ? `${field} is null` : `${field} is present, but has no value of its own`;
  if (test.kind === 'value') return `${field} is ${quote(first.text)}`;
  const passing = outcomes.textThatPasses(predicate);
  if (passing !== undefined)
    return `${field} is ${quote(passing.text)}, which ${passWords(test, words.holds, outcomes)}`;
  const others = texts.length > 1 ? ` (the first of ${texts.length} values, none of which passes)` : '';
  return `${field} is ${quote(first.text)}${others}, which ${words.fails}${reasonOf(test, first, outcomes)}`;
}

function valueWords([first]: readonly FoldedText[]): string {
  return first === undefined ? '' : ` with the value ${quote(first.text)}`;
}

function passWords(test: Test, holds: string, outcomes: Outcomes): string {
  return test.kind === 'field' ? `${holds}${otherWords(test.other, outcomes)}` : holds;
}

function otherWords(other: string, outcomes: Outcomes): string {
  const { isPresent, texts } = outcomes.field(other);
  const [first] = texts;
  if (first === undefined) return isPresent ? `: ${other} has no value` : `: ${other} is absent`;
  return `, ${quote(first.text)}`;
}

/** What stood in the way, where it is more than another text; '' otherwise. */
function reasonOf(test: Test, { text, folded }: FoldedText, outcomes: Outcomes): string {
  switch (test.kind) {
    case 'equals':
    case 'prefix':
    case 'suffix':
    case 'contains':
      if (test.isCased && testText({ ...test, isCased: false, text: foldCase(test.text) }, text, folded))
        return ': only the letter case differs, and the item is cased';
      return test.kind === 'contains' ? '' : reasonOfSpace(test, text);
    case 'wildcard':
      return test.isCased &&
        testText({ ...test, isCased: false, source: foldCase(test.source) }, text, folded)
        ? ': only the letter case differs, and the item is cased'
        : reasonOfSpace(test, text);
    case 'regex':
      return !test.flags.includes('i') && testText({ ...test, flags: `i${test.flags}` }, text, folded)
        ? ': only the letter case differs, which regular expressions regard unless "i" follows "re"'
        : '';
    case 'network':
      return compileNetwork(text.includes('/') ? '' : text) === undefined ? ': it is not an IP address' : '';
    case 'compare':
      return isNumeric(text) ? '' : ': it is not a decimal number';
    case 'time': {
      const part = readTimePart(text, test.part);
      return part === undefined ? `: no ${test.part} can be read from it` : `: its ${test.part} is ${part}`;
    }
    case 'field':
      return otherWords(test.other, outcomes);
    default:
      return '';
  }
}

function reasonOfSpace(test: Test, text: string): string {
  const trimmed = text.trim();
  return trimmed !== text && testText(test, trimmed, foldCase(trimmed))
    ? ': only white space at its ends differs'
    : '';
}
