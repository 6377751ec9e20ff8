import { utf16Bytes } from '../detection/encoding.ts';
import { literalTextOf } from './modifier.ts';
import type { ValueModifier } from './modifier.ts';

function encoder(encode: (text: string) => readonly number[]): ValueModifier {
  return {
    kind: 'value',
    stages: { plain: 'bytes', dashed: 'bytes', encoded: 'bytes' },
    remedy: 'put it before "base64" or "base64offset", as in "wide|base64offset|contains"',
    apply: (value) => {
      const text = literalTextOf(value);
      if (text === undefined) return { refusal: 'needs a text without wildcards' };
      return { values: [{ kind: 'bytes', bytes: encode(text) }] };
    },
  };
}

/** `wide` and `utf16le`: UTF-16, little endian. */
export const utf16le = encoder((text) => utf16Bytes(text, 'little'));
/** `utf16be`: UTF-16, big endian. */
export const utf16be = encoder((text) => utf16Bytes(text, 'big'));
/** `utf16`: UTF-16, little endian after its byte order mark. */
export const utf16 = encoder((text) => [0xff, 0xfe, ...utf16Bytes(text, 'little')]);
