/** A JSON document as a tree that may have a key twice, and scalars as they are written. */
export type Tree =
  string | readonly Tree[] | { readonly members: readonly (readonly [key: string, value: Tree])[] };

export function objectOf(entries: readonly (readonly [string, Tree])[]): Tree {
  return { members: entries };
}

/** The text of a document, with the same space wherever some may stand. */
export function print(tree: Tree, space: string): string {
  if (typeof tree === 'string') return tree;
  const separator = `${space},${space}`;
  if ('members' in tree) {
    const printed = tree.members.map(([name, member]) => `${name}${space}:${space}${print(member, space)}`);
    return `{${space}${printed.join(separator)}${space}}`;
  }
  return `[${space}${tree.map((member) => print(member, space)).join(separator)}${space}]`;
}

/** Every UTF-16 unit of a text as an escape. */
export function escapeAll(text: string, isUpper: boolean): string {
  return Array.from({ length: text.length }, (_, at) => {
    const hex = text.charCodeAt(at).toString(16).padStart(4, '0');
    return `\\u${isUpper ? hex.toUpperCase() : hex}`;
  }).join('');
}
