import { createHash } from 'node:crypto';

/** SHA-256 of a rule's text, hexadecimal, as `readKnownRules` tells it of those that are stored. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
