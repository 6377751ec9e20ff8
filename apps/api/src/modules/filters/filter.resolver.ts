import { Arg, Args, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import { ListArgs, SearchArgs, toListQuery } from '../../graphql/list-args.type.ts';
import { access, Scope } from '../auth/index.ts';
import { toFilterUpdate } from './filter-input.ts';
import type { FilterService, WrittenFilter } from './filter.service.ts';
import {
  CreateFilterInput,
  CreateFilterPayload,
  DeleteFilterPayload,
  FilterObject,
  UpdateFilterInput,
  UpdateFilterPayload,
} from './filter.type.ts';

function toPayload(written: WrittenFilter): UpdateFilterPayload {
  const diagnostics = written.diagnostics.map(toDiagnosticType);
  if (written.kind === 'refused') return { filter: null, diagnostics, revision: null };
  return { filter: written.value, diagnostics, revision: written.revision };
}

@Resolver(() => FilterObject)
export class FilterResolver {
  private readonly filters: FilterService;
  constructor(filters: FilterService) {
    this.filters = filters;
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => [FilterObject], {
    name: 'filters',
    description: 'All of them by name, unless it is asked otherwise.',
  })
  list(@Args() args: ListArgs): Promise<FilterObject[]> {
    return this.filters.list(toListQuery(args));
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => Int, { description: 'How many `filters` has with this search, on all of its pages.' })
  filterCount(@Args() { search }: SearchArgs): Promise<number> {
    return this.filters.count(search ?? undefined);
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => FilterObject, {
    description: 'One filter with its text; NOT_FOUND where there is none, or no longer.',
  })
  filter(@Arg('id', () => ID, { description: 'Of the filter.' }) id: string): Promise<FilterObject> {
    return this.filters.get(id);
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => CreateFilterPayload, {
    description:
      'CONFLICT where the name is taken; a text with an ERROR is answered with diagnostics, and nothing is stored.',
  })
  async createFilter(
    @Arg('input', () => CreateFilterInput, { description: 'How it is named, and what it takes out.' })
    input: CreateFilterInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateFilterPayload> {
    return toPayload(await this.filters.create(actor, input));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => UpdateFilterPayload, {
    description:
      'Changes name or text; a text with an ERROR is answered with diagnostics, and nothing is stored.',
  })
  async updateFilter(
    @Arg('input', () => UpdateFilterInput, { description: 'What is to change, and of which version.' })
    input: UpdateFilterInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateFilterPayload> {
    return toPayload(await this.filters.update(actor, toFilterUpdate(input)));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => DeleteFilterPayload, { description: 'Refused while a pipeline uses the filter.' })
  async deleteFilter(
    @Arg('id', () => ID, { description: 'Of the filter; CONFLICT names the pipelines that use it.' })
    id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteFilterPayload> {
    const { value, revision } = await this.filters.delete(actor, id);
    return { id: value, revision };
  }
}
