import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { levelOfIndex } from '../../graphql/rule-level.ts';
import { access, Scope } from '../auth/index.ts';
import type { FacetName } from './count-facets.ts';
import type { RuleFacetService } from './rule-facets.service.ts';
import { RuleFacetField, RuleFacets } from './rule-facets.type.ts';
import { RuleFilterInput, toRuleFilter } from './rule-page.type.ts';

/** Values of one facet. */
const MAX_VALUES = 200;

@Resolver()
export class RuleFacetsResolver {
  private readonly facets: RuleFacetService;
  constructor(facets: RuleFacetService) {
    this.facets = facets;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => RuleFacets, { description: 'Rules counted by what they have, to narrow a filter down by.' })
  async ruleFacets(
    @Arg('filter', () => RuleFilterInput, { nullable: true }) filter: RuleFilterInput | null,
    @Ctx() { loaders }: Context,
  ): Promise<RuleFacets> {
    const { total, facets } = await this.facets.count(toRuleFilter(filter));
    const label = async (name: FacetName, value: string): Promise<string> => {
      if (name !== 'REPOSITORY') return value;
      // It may have been deleted since it was counted.
      return loaders.repository.load(value).then(
        (repository) => repository.name,
        () => value,
      );
    };
    const counted = [...facets].map(async ([name, values]) => ({
      field: RuleFacetField[name],
      values: await Promise.all(
        values.slice(0, MAX_VALUES).map(async ({ value: key, count }) => {
          const value = name === 'LEVEL' ? levelOfIndex(Number(key)) : key;
          return { value, label: await label(name, value), count };
        }),
      ),
    }));
    return { totalCount: total, facets: await Promise.all(counted) };
  }
}
