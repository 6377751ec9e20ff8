type Fields = Readonly<Record<string, unknown>>;

/** Fields that are looked at, and distinct values of each. */
const MAX_FIELDS = 500;
const MAX_VALUES = 20;
const MAX_VALUE_CHARS = 1_024;
const MAX_DEPTH = 64;

/** Values of the fields that events have, as they came: by the name, dotted below objects, also through lists. */
export function presentFields(roots: readonly Fields[]): ReadonlyMap<string, ReadonlySet<string>> {
  const present = new Map<string, Set<string>>();
  const collect = (value: unknown, path: string, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) {
      for (const member of value) collect(member, path, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value))
        collect(member, path === '' ? key : `${path}.${key}`, depth + 1);
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      add(path, String(value));
  };
  function add(path: string, text: string): void {
    if (text === '') return;
    const values = present.get(path) ?? new Set();
    if (values.size >= MAX_VALUES || (values.size === 0 && present.size >= MAX_FIELDS)) return;
    present.set(path, values.add(text.slice(0, MAX_VALUE_CHARS)));
  }
  for (const root of roots) collect(root, '', 1);
  return present;
}
