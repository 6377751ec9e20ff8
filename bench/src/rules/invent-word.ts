import { hashText } from '../random/hash-text.ts';
import { createRandom } from '../random/random.ts';

const consonants = 'bcdfghjklmnprstvz';
const vowels = 'aeiou';
const hexLetters = 'abcdef';
const digest = /^[\da-f]{8,}$/i;

/**
 * A word of `length` letters and digits in place of the token: digits for digits, capitals for capitals, hexadecimal
 * digits for a digest. The same token in other letter case gives the same word in that case.
 */
export function inventWord(token: string, seed: number, length = token.length): string {
  const random = createRandom(hashText(token.toLowerCase(), seed));
  const isDigest = digest.test(token);
  let word = '';
  for (let at = 0; at < length; at++) {
    const original = token[at] ?? 'a';
    const letters = isDigest ? hexLetters : at % 2 === 0 ? consonants : vowels;
    const drawn = random();
    if (/\d/.test(original)) word += Math.floor(drawn * 10);
    else {
      const letter = letters[Math.floor(drawn * letters.length)] ?? 'a';
      word += original === original.toLowerCase() ? letter : letter.toUpperCase();
    }
  }
  return word;
}
