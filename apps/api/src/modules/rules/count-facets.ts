import type { RuleFilter } from './rule-filter.ts';
import type { RuleStage } from './rule.entity.ts';

/** Rules that are the same in all that facets count. */
export interface RuleGroup {
  /** Of all but `neverMatched`: 64 bits as a decimal string. */
  readonly key: string;
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
  readonly failingTests: boolean;
  readonly count: number;
}

/** How many rules of a group a search finds. */
export type FoundGroup = Pick<RuleGroup, 'key' | 'neverMatched' | 'count'>;

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
  FAILING_TESTS: {
    wanted: ({ failingTests }) => asList(failingTests),
    valuesOf: ({ failingTests }) => [failingTests],
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

/** Groups in a form that is quick to count: each value of a facet is a number. */
export interface CountableGroups {
  readonly counts: readonly number[];
  /** By key and whether they never matched, where the group stands. */
  readonly places: ReadonlyMap<string, number>;
  readonly facets: readonly CountableFacet[];
}

interface CountableFacet {
  readonly name: FacetName;
  readonly values: readonly Value[];
  /** Of each group, the numbers of its values. */
  readonly codes: readonly (readonly number[])[];
}

export function countable(groups: readonly RuleGroup[]): CountableGroups {
  const facets = FACET_NAMES.map((name) => {
    const { valuesOf }: Facet = FACETS[name];
    const numbers = new Map<Value, number>();
    const numberOf = (value: Value): number => {
      const number = numbers.get(value) ?? numbers.size;
      numbers.set(value, number);
      return number;
    };
    const codes = groups.map((group) => [...new Set(valuesOf(group))].map(numberOf));
    return { name, values: [...numbers.keys()], codes };
  });
  const places = new Map(groups.map((group, place) => [placeKey(group), place]));
  return { counts: groups.map(({ count }) => count), places, facets };
}

function placeKey({ key, neverMatched }: FoundGroup): string {
  return `${key} ${neverMatched}`;
}

/** The same groups with the counts of a search. Undefined where it found a group that is none of them. */
export function countFound(
  { counts, places, facets }: CountableGroups,
  found: readonly FoundGroup[],
): CountableGroups | undefined {
  const fewer = counts.map(() => 0);
  for (const group of found) {
    const place = places.get(placeKey(group));
    if (place === undefined) return undefined;
    fewer[place] = group.count;
  }
  return { counts: fewer, places, facets };
}

/** Counts each facet over the groups that pass all of the filter but that facet's own part. The search is not looked at. */
export function countFacets({ counts, facets }: CountableGroups, filter: RuleFilter): FacetCounts {
  const tallies = facets.map(({ name, values, codes }) => {
    const { wanted }: Facet = FACETS[name];
    const asked = wanted(filter);
    return {
      ...{ name, values, codes, sums: values.map(() => 0) },
      isAsked: asked && values.map((value) => asked.includes(value)),
    };
  });
  const conditions = tallies.filter(({ isAsked }) => isAsked !== undefined);
  let total = 0;
  for (const [index, count] of counts.entries()) {
    if (count === 0) continue;
    const failed = conditions.filter(({ codes, isAsked }) => !codes[index]?.some((code) => isAsked?.[code]));
    if (failed.length > 1) continue;
    if (failed.length === 0) total += count;
    for (const { codes, sums } of failed.length === 0 ? tallies : failed)
      for (const code of codes[index] ?? []) sums[code] = (sums[code] ?? 0) + count;
  }
  const counted = tallies.map(({ name, values, sums }) => [name, mostFirst(values, sums)] as const);
  return { total, facets: new Map(counted) };
}

function mostFirst(values: readonly Value[], sums: readonly number[]): FacetValue[] {
  return values
    .map((value, code) => ({ value: String(value), count: sums[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
}
