import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { SampleEvents } from '../topics/index.ts';
import type { SuggestMappingService } from './suggest-mapping.service.ts';
import { MappingSuggestionType, SuggestMappingInput } from './suggest-mapping.type.ts';

@Resolver()
export class SuggestMappingResolver {
  private readonly suggester: SuggestMappingService;
  private readonly sampled: SampleEvents;
  constructor(suggester: SuggestMappingService, sampled: SampleEvents) {
    this.suggester = suggester;
    this.sampled = sampled;
  }

  @Authorized(access.everyone(Scope.RULES_READ, Scope.PIPELINES_READ))
  @Query(() => [MappingSuggestionType], {
    description:
      'Fields of events that may be meant by fields of rules, by their names and by the texts that rules look for. What most rules ask for comes first, at most 200.',
  })
  async suggestMapping(
    @Arg('input', () => SuggestMappingInput, {
      description: 'The more kinds of events it holds, the better the suggestions.',
    })
    input: SuggestMappingInput,
    @Ctx() context: Context,
  ): Promise<MappingSuggestionType[]> {
    const { repositoryIds, script, events, sample } = input;
    const mapping = Object.fromEntries(input.mapping.map(({ field, sources }) => [field, sources]));
    const all = await this.sampled(context, events, sample);
    return [...(await this.suggester.suggest(repositoryIds, { script, mapping }, all))];
  }
}
