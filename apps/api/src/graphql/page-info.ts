import type { PageInfoType } from './page-info.type.ts';

/** Of a page of edges that was asked for what comes `after` something, or from the beginning. */
export function pageInfoOf(
  edges: readonly { readonly cursor: string }[],
  after: string | null,
  hasNextPage: boolean,
): PageInfoType {
  return {
    hasNextPage,
    endCursor: edges.at(-1)?.cursor ?? null,
    hasPreviousPage: after !== null,
    startCursor: edges[0]?.cursor ?? null,
  };
}
