import { agreementWith } from '../../detection/agreement.ts';
import type { Predicate } from '../../detection/predicate.ts';
import { testCodePoints } from '../../detection/test-code-points.ts';
import { testText } from '../../detection/test-text.ts';
import { createCodePoints, foldCodePoints, textOf } from '../../pattern/code-points.ts';
import { foldCase } from '../../pattern/fold.ts';
import type { KernelHost } from '../kernel/kernel.ts';
import { keywordField } from './field-table.ts';
import { writeJsonText, writeUtf8 } from './json-text.ts';
import type { EventTexts } from './texts.ts';

/** What the kernel is answered, of the event in hand. */
export interface HostContext {
  /** Of the door that the event came through. */
  texts(): EventTexts;
  /** The kernel's memory. */
  bytes(): Uint8Array;
  predicate(segment: number, predicate: number): Predicate | undefined;
  fieldNumber(name: string): number;
}

/** Makes the kernel's host, which allocates nothing unless a predicate needs it. */
export function createHost(context: HostContext): KernelHost {
  const text = createCodePoints();
  const folded = createCodePoints();
  let asked: Predicate | undefined;

  const readFolded = (value: number): typeof folded =>
    foldCodePoints(context.texts().read(value, text), folded);
  const passes = (): boolean => {
    if (asked === undefined) return false;
    const known = testCodePoints(asked.test, text);
    if (known !== undefined) return known;
    const written = textOf(text);
    return testText(asked.test, written, foldCase(written));
  };
  const textsOf = (field: number): readonly string[] => {
    const texts: string[] = [];
    context.texts().some(field, text, () => {
      texts.push(textOf(text));
      return false;
    });
    return texts;
  };
  const agrees = (field: number, { other, match, isCased }: Agreement): boolean => {
    const fold = isCased ? (one: string): string => one : foldCase;
    const agreement = agreementWith(match, textsOf(context.fieldNumber(other)).map(fold));
    return textsOf(field).some((one) => agreement(fold(one)));
  };

  return {
    plainText: (value, to) => writeUtf8(readFolded(value), context.bytes(), to),
    canonicalText: (value, to) => writeJsonText(readFolded(value), context.bytes(), to),
    testPredicate: (segment, number) => {
      asked = context.predicate(segment, number);
      if (asked === undefined) return 0;
      const field = asked.field === undefined ? keywordField : context.fieldNumber(asked.field);
      const { test } = asked;
      return Number(test.kind === 'field' ? agrees(field, test) : context.texts().some(field, text, passes));
    },
  };
}

type Agreement = Predicate['test'] & { readonly kind: 'field' };
