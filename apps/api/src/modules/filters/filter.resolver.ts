import { Arg, Authorized, ID, Mutation, Query, Resolver } from 'type-graphql';
import { toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import { ENGINEERS, EVERYONE } from '../auth/index.ts';
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

  @Authorized(...EVERYONE)
  @Query(() => [FilterObject], { name: 'filters', description: 'By name.' })
  list(): Promise<FilterObject[]> {
    return this.filters.list();
  }

  @Authorized(...EVERYONE)
  @Query(() => FilterObject)
  filter(@Arg('id', () => ID) id: string): Promise<FilterObject> {
    return this.filters.get(id);
  }

  @Authorized(...ENGINEERS)
  @Mutation(() => CreateFilterPayload)
  async createFilter(
    @Arg('input', () => CreateFilterInput) input: CreateFilterInput,
  ): Promise<CreateFilterPayload> {
    return toPayload(await this.filters.create(input));
  }

  @Authorized(...ENGINEERS)
  @Mutation(() => UpdateFilterPayload)
  async updateFilter(
    @Arg('input', () => UpdateFilterInput) { id, version, name, text }: UpdateFilterInput,
  ): Promise<UpdateFilterPayload> {
    return toPayload(
      await this.filters.update({ id, version, name: name ?? undefined, text: text ?? undefined }),
    );
  }

  @Authorized(...ENGINEERS)
  @Mutation(() => DeleteFilterPayload, { description: 'Refused while a pipeline uses the filter.' })
  async deleteFilter(@Arg('id', () => ID) id: string): Promise<DeleteFilterPayload> {
    const { value, revision } = await this.filters.delete(id);
    return { id: value, revision };
  }
}
