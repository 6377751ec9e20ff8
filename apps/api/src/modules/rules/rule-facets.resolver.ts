import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { levelOfIndex } from '../../graphql/rule-level.ts';
import { access, Scope } from '../auth/index.ts';
import type { FacetName, FacetValue } from './count-facets.ts';
import type { DayHits } from './day-hits.ts';
import type { RuleFacetService } from './rule-facets.service.ts';
import { RuleFacetField, RuleFacets, type RuleFacetValue } from './rule-facets.type.ts';
import { RuleFilterInput, toRuleFilter } from './rule-page.type.ts';

/** Values of one facet. */
const MAX_VALUES = 200;

const ALL_BUT_HITS = Object.values(RuleFacetField).filter((field) => field !== RuleFacetField.HITS);

const HITS_LABELS: Readonly<Record<string, string>> = {
  ...{ NONE: '0', ONES: '1–9', TENS: '10–99', HUNDREDS: '100–999', THOUSANDS: '1,000 and more' },
} satisfies Readonly<Record<DayHits, string>>;

@Resolver()
export class RuleFacetsResolver {
  private readonly facets: RuleFacetService;
  constructor(facets: RuleFacetService) {
    this.facets = facets;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => RuleFacets, { description: 'Rules counted by what they have, to narrow a filter down by.' })
  async ruleFacets(
    @Arg('filter', () => RuleFilterInput, {
      nullable: true,
      description: 'The same as for `rules`; all rules where it is left out.',
    })
    filter: RuleFilterInput | null,
    @Arg('fields', () => [RuleFacetField], {
      nullable: true,
      description: 'What to count by; all but HITS where it is left out.',
    })
    fields: readonly RuleFacetField[] | null,
    @Ctx() { loaders }: Context,
  ): Promise<RuleFacets> {
    const asked = new Set(fields ?? ALL_BUT_HITS);
    const { total, facets } = await this.facets.count(toRuleFilter(filter), asked.has(RuleFacetField.HITS));
    const repositoryIds = (asked.has(RuleFacetField.REPOSITORY) ? (facets.get('REPOSITORY') ?? []) : [])
      .slice(0, MAX_VALUES)
      .map(({ value }) => value);
    // One may have been deleted since it was counted.
    const loaded = await loaders.repository.loadMany(repositoryIds);
    const names = new Map(loaded.flatMap((each) => (each instanceof Error ? [] : [[each.id, each.name]])));
    return {
      totalCount: total,
      facets: [...facets]
        .filter(([name]) => asked.has(RuleFacetField[name]))
        .map(([name, values]) => ({
          field: RuleFacetField[name],
          values: values.slice(0, MAX_VALUES).map((value) => labelled(name, value, names)),
        })),
    };
  }
}

function labelled(
  name: FacetName,
  { value: key, count }: FacetValue,
  names: ReadonlyMap<string, string>,
): RuleFacetValue {
  const value = name === 'LEVEL' ? levelOfIndex(Number(key)) : key;
  const label = name === 'HITS' ? HITS_LABELS[value] : names.get(value);
  return { value, label: label ?? value, count };
}
