import { ownText } from '../pattern/own-text.ts';
import { createBoundedCache } from './bounded-cache.ts';

/** Field names, authors and dates of SigmaHQ together are fewer; longer texts are seldom the same as another. */
const known = createBoundedCache<string>(20_000, 200);

/** The same string for equal texts, so that a rule set holds each author or field name once. The cache is bounded. */
export function intern(text: string): string {
  return known(text, ownText);
}
