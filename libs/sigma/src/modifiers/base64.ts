import { base64, base64Offsets, utf8Bytes } from '../detection/encoding.ts';
import { literalOf } from '../pattern/pattern.ts';
import { patternOf } from './modifier.ts';
import type { Value, ValueModifier } from './modifier.ts';

function encoder(
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
      return { values: encode(bytes).map((text) => ({ kind: 'text', pattern: [text], raw: undefined })) };
    },
  };
}

function bytesOf(value: Value): readonly number[] | undefined {
  if (value.kind === 'bytes') return value.bytes;
  const pattern = patternOf(value);
  const literal = pattern && literalOf(pattern);
  return literal === undefined ? undefined : utf8Bytes(literal);
}

/** The value as base64. */
export const base64Modifier = encoder('encoded', (bytes) => [base64(bytes)]);
/** The value as it may occur inside base64 data, at each of three offsets. */
export const base64Offset = encoder('offset', base64Offsets);
