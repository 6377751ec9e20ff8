import type { ConfigurationDocument } from './document.ts';

export type PlannedAction = 'CREATE' | 'UPDATE' | 'DELETE';
export type PlannedKind = 'repositories' | 'filters' | 'logSources' | 'pipelines';

/** One object that applying a document changes. */
export interface PlannedChange {
  readonly action: PlannedAction;
  readonly kind: PlannedKind;
  readonly name: string;
  /** What differs; of an object that is made or deleted all of it. */
  readonly facts: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

type Named = Readonly<Record<string, unknown>> & { readonly name: string };

/** What is used comes before what uses it; it is deleted after. */
const order: readonly PlannedKind[] = ['repositories', 'filters', 'logSources', 'pipelines'];

/** What makes `now` the `wanted` configuration; with `prune` what is not wanted is deleted. In the order of the work. */
export function planChanges(
  now: ConfigurationDocument,
  wanted: ConfigurationDocument,
  prune: boolean,
): readonly PlannedChange[] {
  const written = order.flatMap((kind) => {
    const known = new Map((now[kind] as readonly Named[]).map((object) => [object.name, object]));
    return (wanted[kind] as readonly Named[]).flatMap((object) => {
      const before = known.get(object.name);
      const facts = differences(before, object).filter(
        ({ field }) => before === undefined || !(isFixed(kind, field) || isLeftAlone(object, field)),
      );
      if (before !== undefined && facts.length === 0) return [];
      const action: PlannedAction = before === undefined ? 'CREATE' : 'UPDATE';
      return [{ action, kind, name: object.name, facts }];
    });
  });
  if (!prune) return written;
  const deleted = [...order].reverse().flatMap((kind) => {
    const kept = new Set(wanted[kind].map(({ name }) => name));
    return (now[kind] as readonly Named[])
      .filter(({ name }) => !kept.has(name))
      .map((object): PlannedChange => {
        return { action: 'DELETE', kind, name: object.name, facts: differences(object, undefined) };
      });
  });
  return [...written, ...deleted];
}

/** What counts only when an object is made. */
function isFixed(kind: PlannedKind, field: string): boolean {
  return kind === 'pipelines' && (field === 'startPosition' || field === 'startAt');
}

/** What stays as it is where an object does not name it. */
function isLeftAlone(object: Named, field: string): boolean {
  return (field === 'disabledRules' || field === 'testTopics') && object[field] === undefined;
}

function differences(before: Named | undefined, after: Named | undefined): PlannedChange['facts'] {
  return Object.keys({ ...before, ...after })
    .filter((field) => JSON.stringify(sorted(before?.[field])) !== JSON.stringify(sorted(after?.[field])))
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }));
}

/** The order of an object's members means nothing, nor that of topics and names in a list of the document itself. */
function sorted(value: unknown): unknown {
  if (!Array.isArray(value)) return sortedMembers(value);
  return (value as readonly unknown[]).map((member) => JSON.stringify(sortedMembers(member))).sort();
}

function sortedMembers(value: unknown): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map(sortedMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => [key, sortedMembers(member)]);
}
