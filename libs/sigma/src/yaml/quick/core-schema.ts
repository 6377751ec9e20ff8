import type { YamlValue } from '../yaml-node.ts';
import { beyond } from './cursor.ts';

/** Longer texts are no words, and no numbers that are read here. */
const maxOtherLength = 300;
const integer = /^[-+]?\d+$/;
const otherNumber =
  /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

const words: ReadonlyMap<string, YamlValue> = new Map<string, YamlValue>([
  ...['~', 'null', 'Null', 'NULL'].map((word): [string, null] => [word, null]),
  ...['true', 'True', 'TRUE'].map((word): [string, boolean] => [word, true]),
  ...['false', 'False', 'FALSE'].map((word): [string, boolean] => [word, false]),
]);
const longestWord = 5;

/** The value of a plain scalar (YAML 1.2.2, section 10.3.2). Numbers other than decimal integers are left to the full reader. */
export function resolvePlain(text: string): YamlValue {
  if (text === '') return null;
  if (!mayBeginOther(text.charCodeAt(0))) return text;
  if (text.length <= longestWord) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  if (!mayEndNumber(text.charCodeAt(text.length - 1))) return text;
  if (text.length > maxOtherLength) throw beyond;
  if (integer.test(text)) return BigInt(text);
  if (otherNumber.test(text)) throw beyond;
  return text;
}

/** One of `+-.`, a digit, `~`, or the first letter of a word. */
function mayBeginOther(code: number): boolean {
  if (code <= 0x39) return code >= 0x30 || code === 0x2b || code === 0x2d || code === 0x2e;
  return code === 0x7e || code === 0x6e || code === 0x4e || (code | 0x20) === 0x74 || (code | 0x20) === 0x66;
}

/** A digit, a point, or a letter of a hexadecimal number, of `inf` and of `nan`. */
function mayEndNumber(code: number): boolean {
  if (code <= 0x39) return code >= 0x30 || code === 0x2e;
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x66) || letter === 0x6e;
}
