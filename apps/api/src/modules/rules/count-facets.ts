import { DAY_HITS } from './day-hits.ts';
import type { RuleFilter } from './rule-filter.ts';
import { LEVELS, type RuleStage } from './rule.entity.ts';

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

/** How many rules of a group had so many matches in 24 hours. */
export interface DayGroup extends Pick<RuleGroup, 'key' | 'neverMatched' | 'count'> {
  /** Index into DAY_HITS; never that of none. */
  readonly bucket: number;
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
  FAILING_TESTS: {
    wanted: ({ failingTests }) => asList(failingTests),
    valuesOf: ({ failingTests }) => [failingTests],
  },
} as const satisfies Readonly<Record<string, Facet>>;

/** What groups are the same in, and what they are split by where it is asked for. */
export type FacetName = keyof typeof FACETS | 'HITS';
/** Counted wherever rules are. */
export const FACET_NAMES = Object.keys(FACETS) as readonly (keyof typeof FACETS)[];

function wantedOf(name: FacetName, filter: RuleFilter): readonly Value[] | undefined {
  if (name === 'HITS') return filter.hits;
  const { wanted }: Facet = FACETS[name];
  return wanted(filter);
}

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

/** Of a group in the map of places. */
export function placeKey({ key, neverMatched }: Pick<RuleGroup, 'key' | 'neverMatched'>): string {
  return `${key} ${neverMatched}`;
}

/** The same groups, each split by matches in 24 hours. Undefined where the days know of rules that the groups don't. */
export function splitByDay(
  { counts, places, facets }: CountableGroups,
  days: readonly DayGroup[],
): CountableGroups | undefined {
  const without = [...counts];
  const from: number[] = [];
  for (const day of days) {
    const place = places.get(placeKey(day));
    const left = place === undefined ? -1 : (without[place] ?? 0) - day.count;
    if (place === undefined || left < 0) return undefined;
    without[place] = left;
    from.push(place);
  }
  const split = facets.map(({ name, values, codes }) => ({
    ...{ name, values },
    codes: [...codes, ...from.map((place) => codes[place] ?? [])],
  }));
  const buckets = [...counts.map(() => [0]), ...days.map(({ bucket }) => [bucket])];
  return {
    counts: [...without, ...days.map(({ count }) => count)],
    places,
    facets: [...split, { name: 'HITS', values: DAY_HITS, codes: buckets }],
  };
}

/** Of each group, by how many parts of a filter it is left out, and by which of the facets last. */
interface Judged {
  readonly failures: Uint8Array;
  readonly failedBy: Int8Array;
}

/** The search is not looked at. */
function judge({ counts, facets }: CountableGroups, filter: RuleFilter): Judged {
  const judged = { failures: new Uint8Array(counts.length), failedBy: new Int8Array(counts.length) };
  for (const [number, { name, values, codes }] of facets.entries()) {
    const asked = wantedOf(name, filter);
    if (asked === undefined) continue;
    const isAsked = values.map((value) => asked.includes(value));
    for (const [group, own] of codes.entries()) {
      if (own.some((code) => isAsked[code])) continue;
      judged.failures[group] = (judged.failures[group] ?? 0) + 1;
      judged.failedBy[group] = number;
    }
  }
  return judged;
}

/** Of each group, whether it passes the filter. The search is not looked at. */
export function passingGroups(groups: CountableGroups, filter: RuleFilter): boolean[] {
  return Array.from(judge(groups, filter).failures, (failures) => failures === 0);
}

/** Of each group, whether it passes the filter; one list for each level, the highest first. */
export function passingByLevel(groups: CountableGroups, filter: RuleFilter): (readonly boolean[])[] {
  const passing = passingGroups(groups, filter);
  return LEVELS.map((_, level) => passingGroups(groups, { levels: [level] }))
    .map((ofLevel) => ofLevel.map((is, group) => is && passing[group] === true))
    .toReversed();
}

/** Counts each facet over the groups that pass all of the filter but that facet's own part. The search is not looked at. */
export function countFacets(groups: CountableGroups, filter: RuleFilter): FacetCounts {
  const { counts, facets } = groups;
  const { failures, failedBy } = judge(groups, filter);
  const passing: number[] = [];
  const failing: number[] = [];
  for (const [group, count] of counts.entries()) {
    if (count === 0) continue;
    if (failures[group] === 0) passing.push(group);
    else if (failures[group] === 1) failing.push(group);
  }
  const counted = facets.map(({ name, values, codes }, number) => {
    const sums = values.map(() => 0);
    const add = (group: number): void => {
      const count = counts[group] ?? 0;
      for (const code of codes[group] ?? []) sums[code] = (sums[code] ?? 0) + count;
    };
    for (const group of passing) add(group);
    for (const group of failing) if (failedBy[group] === number) add(group);
    return [name, mostFirst(values, sums)] as const;
  });
  const total = passing.reduce((sum, group) => sum + (counts[group] ?? 0), 0);
  return { total, facets: new Map(counted) };
}

function mostFirst(values: readonly Value[], sums: readonly number[]): FacetValue[] {
  return values
    .map((value, code) => ({ value: String(value), count: sums[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
}
