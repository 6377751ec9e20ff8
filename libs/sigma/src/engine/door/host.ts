import { agreementWith } from '../../detection/agreement.ts';
import { testText } from '../../detection/test-text.ts';
import type { Predicate } from '../../detection/predicate.ts';
import { foldCase } from '../../pattern/fold.ts';
import { canonicalText } from '../index/canonical-text.ts';
import type { KernelHost } from '../kernel/kernel.ts';
import type { EventTexts } from './texts.ts';

const encoder = new TextEncoder();

/** What the kernel is answered; `texts` is of the door that the event came through. */
export interface HostContext {
  readonly texts: EventTexts;
  readonly bytes: Uint8Array;
  predicate(segment: number, predicate: number): Predicate | undefined;
  fieldNumber(name: string): number;
}

/** Makes the kernel's host. `context` is asked for at each call, because the event and the memory change. */
export function createHost(context: () => HostContext): KernelHost {
  const write = (text: string, to: number): number => {
    const target = context().bytes.subarray(to);
    return text.isWellFormed() ? encoder.encodeInto(text, target).written : encodeLoosely(text, target);
  };
  return {
    plainText: (value, to) => write(foldCase(context().texts.ofValue(value)), to),
    canonicalText: (value, to) => write(canonicalText(context().texts.ofValue(value)), to),
    testPredicate: (segment, number) => {
      const { texts, predicate, fieldNumber } = context();
      const found = predicate(segment, number);
      return found !== undefined && testPredicate(found, texts, fieldNumber) ? 1 : 0;
    },
  };
}

/** Encodes half a surrogate pair as if it were a character: what encoders put in its place is one that texts may have. */
function encodeLoosely(text: string, target: Uint8Array): number {
  let at = 0;
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (char.isWellFormed()) at += encoder.encodeInto(char, target.subarray(at)).written;
    else {
      target.set([0xe0 | (code >>> 12), 0x80 | ((code >>> 6) & 63), 0x80 | (code & 63)], at);
      at += 3;
    }
  }
  return at;
}

function testPredicate(
  { field, test }: Predicate,
  texts: EventTexts,
  fieldNumber: (name: string) => number,
): boolean {
  const values = field === undefined ? texts.all() : texts.ofField(fieldNumber(field));
  if (test.kind !== 'field') return values.some((text) => testText(test, text, foldCase(text)));
  const fold = test.isCased ? (text: string): string => text : foldCase;
  const agrees = agreementWith(test.match, texts.ofField(fieldNumber(test.other)).map(fold));
  return values.some((text) => agrees(fold(text)));
}
