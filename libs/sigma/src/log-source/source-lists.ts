import { createBoundedCache } from '../rule/bounded-cache.ts';
import type { LogSource } from './log-source.ts';

/** Channels of real logs are a few thousand. */
const lists = createBoundedCache<readonly LogSource[]>(10_000, Infinity);

/** The identical list for the same log sources, while it is remembered. */
export function internSources(sources: readonly LogSource[]): readonly LogSource[] {
  return lists(contentOf(sources), () => sources);
}

/** The same text for equal lists. */
export function contentOf(sources: readonly LogSource[]): string {
  return JSON.stringify(sources.map(({ product, category, service }) => [product, category, service]));
}

/** Log sources written as `product/category/service` in a data file. */
export function sourceList(texts: readonly string[]): readonly LogSource[] {
  return internSources(texts.map(readLogSource));
}

/** The same service of a product with each of these categories, or with none. */
export function categoryList(
  product: string,
  service: string,
  categories: readonly string[],
): readonly LogSource[] {
  return lists(`${product}\n${categories.join('\n')}\n\n${service}`, () =>
    internSources(
      categories.length === 0
        ? [{ product, service }]
        : categories.map((category) => ({ product, category, service })),
    ),
  );
}

/** Reads `product/category/service`, parts empty where there is none. */
export function readLogSource(text: string): LogSource {
  const [product, category, service] = text.split('/');
  return { ...(product && { product }), ...(category && { category }), ...(service && { service }) };
}
