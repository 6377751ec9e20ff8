import type { RuleFilter } from './rule-filter.ts';
import type { RuleStage } from './rule.entity.ts';

/** Rules that are the same in all that facets count. */
export interface RuleGroup {
  /** Index into LEVELS; the one in force. */
  readonly level: number;
  readonly status: string | null;
  readonly product: string | null;
  readonly category: string | null;
  readonly service: string | null;
  readonly repositoryId: string;
  readonly stage: RuleStage;
  readonly enabled: boolean;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly neverMatched: boolean;
  readonly count: number;
}

type Value = string | number | boolean;

interface Facet {
  /** What the filter asks for; undefined: nothing. */
  readonly wanted: (filter: RuleFilter) => readonly Value[] | undefined;
  readonly valuesOf: (group: RuleGroup) => readonly Value[];
}

const one = (value: string | null): readonly string[] => [value ?? ''];
const some = (values: readonly string[]): readonly string[] => (values.length === 0 ? [''] : values);
const asList = (value: boolean | undefined): readonly boolean[] | undefined =>
  value === undefined ? undefined : [value];

/** What rules are counted by. The empty text stands for rules without the value. */
const FACETS = {
  LEVEL: { wanted: ({ levels }) => levels, valuesOf: ({ level }) => [level] },
  STATUS: { wanted: ({ statuses }) => statuses, valuesOf: ({ status }) => one(status) },
  PRODUCT: { wanted: ({ products }) => products, valuesOf: ({ product }) => one(product) },
  CATEGORY: { wanted: ({ categories }) => categories, valuesOf: ({ category }) => one(category) },
  SERVICE: { wanted: ({ services }) => services, valuesOf: ({ service }) => one(service) },
  TACTIC: { wanted: ({ tactics }) => tactics, valuesOf: ({ tactics }) => some(tactics) },
  TECHNIQUE: { wanted: ({ techniques }) => techniques, valuesOf: ({ techniques }) => some(techniques) },
  REPOSITORY: {
    wanted: ({ repositoryIds }) => repositoryIds?.map((id) => id.toLowerCase()),
    valuesOf: ({ repositoryId }) => [repositoryId],
  },
  STAGE: { wanted: ({ stages }) => stages, valuesOf: ({ stage }) => [stage] },
  ENABLED: { wanted: ({ enabled }) => asList(enabled), valuesOf: ({ enabled }) => [enabled] },
  NEVER_MATCHED: {
    wanted: ({ neverMatched }) => asList(neverMatched),
    valuesOf: ({ neverMatched }) => [neverMatched],
  },
} as const satisfies Readonly<Record<string, Facet>>;

export type FacetName = keyof typeof FACETS;
export const FACET_NAMES = Object.keys(FACETS) as readonly FacetName[];

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export interface FacetCounts {
  readonly total: number;
  /** Most first. */
  readonly facets: ReadonlyMap<FacetName, readonly FacetValue[]>;
}

/** Counts each facet over the groups that pass all of the filter but that facet's own part. The search is not looked at. */
export function countFacets(groups: readonly RuleGroup[], filter: RuleFilter): FacetCounts {
  const facets = FACET_NAMES.map((name) => {
    const { wanted, valuesOf }: Facet = FACETS[name];
    const values = wanted(filter);
    return { name, valuesOf, wanted: values && new Set(values), counts: new Map<Value, number>() };
  });
  const asked = facets.filter(({ wanted }) => wanted !== undefined);
  let total = 0;
  for (const group of groups) {
    const failed = asked.filter(
      ({ valuesOf, wanted }) => !valuesOf(group).some((value) => wanted?.has(value)),
    );
    if (failed.length > 1) continue;
    if (failed.length === 0) total += group.count;
    for (const { valuesOf, counts } of failed.length === 0 ? facets : failed)
      for (const value of new Set(valuesOf(group))) counts.set(value, (counts.get(value) ?? 0) + group.count);
  }
  return { total, facets: new Map(facets.map(({ name, counts }) => [name, mostFirst(counts)])) };
}

function mostFirst(counts: ReadonlyMap<Value, number>): FacetValue[] {
  return [...counts]
    .map(([value, count]) => ({ value: String(value), count }))
    .toSorted((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
}
