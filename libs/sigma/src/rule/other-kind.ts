import { entryOf } from '../yaml/yaml-node.ts';
import type { YamlDocument, YamlEntry } from '../yaml/yaml-node.ts';

/** What a document is that is no detection rule, by the key that says so. */
export interface OtherKind {
  readonly name: 'correlation' | 'filter' | 'action';
  readonly entry: YamlEntry;
}

/** Undefined for a detection rule, and for what may be meant as one. */
export function otherKindOf({ root }: YamlDocument): OtherKind | undefined {
  for (const name of ['correlation', 'filter', 'action'] as const) {
    const entry = entryOf(root, name);
    if (entry !== undefined) return { name, entry };
  }
  return undefined;
}
