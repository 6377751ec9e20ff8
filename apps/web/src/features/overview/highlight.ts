import { createContext, useContext } from 'react';

export interface Highlight {
  /** Ids of the nodes and edges on the chosen path; null where none is chosen. */
  readonly path: ReadonlySet<string> | null;
  readonly chosen: string | null;
  readonly choose: (nodeId: string) => void;
  readonly preview: (nodeId: string | null) => void;
}

/** Kept apart from the nodes' data, so that choosing a path does not lay out or rebuild the graph. */
export const HighlightContext = createContext<Highlight>({
  path: null,
  chosen: null,
  choose: () => undefined,
  preview: () => undefined,
});

export function useHighlight(id: string): Highlight & { readonly isDimmed: boolean } {
  const highlight = useContext(HighlightContext);
  return { ...highlight, isDimmed: highlight.path !== null && !highlight.path.has(id) };
}
