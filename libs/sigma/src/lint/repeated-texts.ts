import { removeListItem } from './edit-scalar.ts';
import { keyOf, textsOf } from './lint-document.ts';
import type { LintDocument } from './lint-document.ts';
import type { Finding } from './lint-rule.ts';

/** Texts of a key's list that stand there before, after `normalize` has made equal what counts as such. */
export function* repeatedTexts(
  document: LintDocument,
  name: string,
  normalize: (text: string) => string,
): Generator<Finding> {
  const list = keyOf(document, name)?.value;
  if (list?.kind !== 'list') return;
  const seen = new Set<string>();
  for (const { text, at } of textsOf(document, name)) {
    const normal = normalize(text);
    if (seen.has(normal)) {
      const fix = removeListItem(document.text, list, at);
      yield { message: `"${text}" stands in "${name}" twice`, at, hint: 'remove it', fix };
    }
    seen.add(normal);
  }
}
