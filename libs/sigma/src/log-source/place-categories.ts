import type { LogSource } from './log-source.ts';
import { sourceList } from './source-lists.ts';

/** Categories whose rules name no product. */
const withoutProduct: ReadonlySet<string> = new Set([
  ...['antivirus', 'dns', 'firewall', 'proxy', 'webserver'],
]);
/** Products whose rules have the other categories. */
const endpoints = ['windows', 'linux', 'macos'];

/** Log sources of the categories on this product; where it is not told, on each that has them. Undefined if there are none. */
export function placeCategories(
  categories: readonly string[],
  product: string | undefined,
): readonly LogSource[] | undefined {
  if (categories.length === 0) return undefined;
  const texts = categories.flatMap((category) => {
    if (withoutProduct.has(category)) return [`/${category}/`];
    return (product === undefined ? endpoints : [product]).map((it) => `${it}/${category}/`);
  });
  return sourceList(texts);
}
