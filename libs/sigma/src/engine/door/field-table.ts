/** Number of the pseudo-field that holds every string of the event, for keywords. */
export const keywordField = 0;
/** Where a name is only a step on the way to a field. */
export const noField = -1;

/** What a name in an event leads to: a field, further names below it, or both. */
export interface FieldNode {
  field: number;
  readonly children: Map<string, FieldNode>;
}

/** Numbers for the fields that the rules name. */
export interface FieldTable {
  readonly size: () => number;
  /** Gives the field a number on first sight. */
  readonly numberOf: (name: string) => number;
  /** The field of a name at the top, dots and all. */
  readonly byName: ReadonlyMap<string, number>;
  /** The same fields along their dots. */
  readonly byPath: ReadonlyMap<string, FieldNode>;
}

/** Makes an empty table. */
export function createFieldTable(): FieldTable {
  const byName = new Map<string, number>();
  const byPath = new Map<string, FieldNode>();
  const addPath = (name: string, field: number): void => {
    let children = byPath;
    let node: FieldNode | undefined;
    for (const step of name.split('.')) {
      node = children.get(step);
      if (node === undefined) {
        node = { field: noField, children: new Map() };
        children.set(step, node);
      }
      children = node.children;
    }
    if (node !== undefined) node.field = field;
  };
  return {
    size: () => byName.size + 1,
    numberOf: (name) => {
      const known = byName.get(name);
      if (known !== undefined) return known;
      const field = byName.size + 1;
      byName.set(name, field);
      if (name.includes('.')) addPath(name, field);
      return field;
    },
    byName,
    byPath,
  };
}
