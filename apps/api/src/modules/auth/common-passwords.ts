import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * Passwords seen most often in breaches, lower case, about 49,000: the list of the npm package
 * `@zxcvbn-ts/language-common` (MIT), which its makers draw from published breaches.
 */
const seen: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** The letters without what is put around them to look strong: `Dragon-2024!` is `dragon`. */
function core(password: string): string {
  return password.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '');
}

/** Up to eight characters over and over: `abcabcabcabc`. */
const REPEATED = /^(.{1,8}?)\1+$/su;

/** Whether those who guess passwords try it first: it is in the list, padded or repeated too. */
export function isCommonPassword(password: string): boolean {
  const lower = password.normalize('NFKC').toLowerCase();
  return seen.has(lower) || seen.has(core(lower)) || REPEATED.test(lower);
}
