import { base64, base64Offsets } from '../detection/encoding.ts';
import { literalTextOf, madeText } from './modifier.ts';
import type { Value, ValueModifier } from './modifier.ts';
import { encoder } from '../pattern/utf8.ts';

function encoderTo(
  result: 'encoded' | 'offset',
  encode: (bytes: readonly number[]) => readonly string[],
): ValueModifier {
  return {
    kind: 'value',
    stages: { plain: result, dashed: result, bytes: result, encoded: result },
    remedy: 'put it after "windash" and the encodings, and before "contains"',
    apply: (value) => {
      const bytes = bytesOf(value);
      if (bytes === undefined) return { refusal: 'needs a text without wildcards' };
      if (bytes.length === 0) return { refusal: 'needs a text that is not empty' };
      return { values: encode(bytes).map((text) => madeText([text])) };
    },
  };
}

function bytesOf(value: Value): readonly number[] | undefined {
  if (value.kind === 'bytes') return value.bytes;
  const text = literalTextOf(value);
  // A lone surrogate becomes U+FFFD, as in every encoder.
  return text === undefined ? undefined : [...encoder.encode(text)];
}

/** The value as base64. */
export const base64Modifier = encoderTo('encoded', (bytes) => [base64(bytes)]);
/** The value as it may occur inside base64 data, at each of three offsets. */
export const base64Offset = encoderTo('offset', base64Offsets);
