import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import type { RepositoryService } from './repository.service.ts';
import {
  CreateRepositoryInput,
  CreateRepositoryPayload,
  DeleteRepositoryPayload,
  RepositoryObject,
} from './repository.type.ts';

@Resolver(() => RepositoryObject)
export class RepositoryResolver {
  private readonly repositories: RepositoryService;
  constructor(repositories: RepositoryService) {
    this.repositories = repositories;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [RepositoryObject], { name: 'repositories', description: 'By name.' })
  list(): Promise<RepositoryObject[]> {
    return this.repositories.list();
  }

  @FieldResolver(() => Int)
  ruleCount(@Root() { id }: RepositoryObject, @Ctx() { loaders }: Context): Promise<number> {
    return loaders.ruleCount.load(id);
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => CreateRepositoryPayload)
  async createRepository(
    @Arg('input', () => CreateRepositoryInput) input: CreateRepositoryInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateRepositoryPayload> {
    const { value, revision } = await this.repositories.create(actor, input);
    return { repository: value, revision };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => DeleteRepositoryPayload, {
    description: 'Deletes the rules too. Refused while a pipeline uses the repository.',
  })
  async deleteRepository(
    @Arg('id', () => ID) id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteRepositoryPayload> {
    const { value, revision } = await this.repositories.delete(actor, id);
    return { id: value, revision };
  }
}
