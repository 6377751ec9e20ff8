import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { ListArgs, SearchArgs, toListQuery } from '../../graphql/list-args.type.ts';
import { access, Scope } from '../auth/index.ts';
import { toGitSource, toSocPrimeSource } from './git-source-object.ts';
import { repositoryPresets, type RepositoryPreset } from './presets.ts';
import type { GitSourceInput, ScheduleInput } from './repository-columns.ts';
import type { RuleRepository } from './repository.entity.ts';
import type { RepositoryService } from './repository.service.ts';
import {
  CreateGitRepositoryInput,
  CreateGitRepositoryPayload,
  CreateRepositoryInput,
  CreateRepositoryPayload,
  DeleteRepositoryPayload,
  GitSourceObject,
  RepositoryObject,
  RepositoryPresetObject,
  SocPrimeSourceObject,
  UpdateRepositoryInput,
  UpdateRepositoryPayload,
  type UpdateGitSourceInput,
  type UpdateSocPrimeSourceInput,
} from './repository.type.ts';

@Resolver(() => RepositoryObject)
export class RepositoryResolver {
  private readonly repositories: RepositoryService;
  constructor(repositories: RepositoryService) {
    this.repositories = repositories;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [RepositoryObject], {
    name: 'repositories',
    description: 'All of them by name, unless it is asked otherwise.',
  })
  list(@Args() args: ListArgs): Promise<RepositoryObject[]> {
    return this.repositories.list(toListQuery(args));
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => Int, { description: 'How many `repositories` has with this search, on all of its pages.' })
  repositoryCount(@Args() { search }: SearchArgs): Promise<number> {
    return this.repositories.count(search ?? undefined);
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => RepositoryObject, {
    description: 'One repository; NOT_FOUND where there is none, or no longer.',
  })
  repository(
    @Arg('id', () => ID, { description: 'Of the repository.' }) id: string,
  ): Promise<RepositoryObject> {
    return this.repositories.get(id);
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [RepositoryPresetObject], {
    name: 'repositoryPresets',
    description: 'SigmaHQ and others, built in; nothing is asked of their hosts.',
  })
  presets(): readonly RepositoryPreset[] {
    return repositoryPresets;
  }

  @FieldResolver(() => GitSourceObject, { nullable: true, description: 'null unless the type is GIT.' })
  git(@Root() repository: RuleRepository): GitSourceObject | null {
    return toGitSource(repository);
  }

  @FieldResolver(() => SocPrimeSourceObject, {
    nullable: true,
    description: 'null unless the type is SOC_PRIME.',
  })
  socPrime(@Root() repository: RuleRepository): SocPrimeSourceObject | null {
    return toSocPrimeSource(repository);
  }

  @FieldResolver(() => Int, { description: 'All its rules, disabled ones too.' })
  ruleCount(@Root() { id }: RepositoryObject, @Ctx() { loaders }: Context): Promise<number> {
    return loaders.ruleCount.load(id);
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => CreateRepositoryPayload, {
    description: 'A LOCAL one, for rules of your own; CONFLICT where the name is taken.',
  })
  async createRepository(
    @Arg('input', () => CreateRepositoryInput, { description: 'How it is named.' })
    input: CreateRepositoryInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateRepositoryPayload> {
    const { value, revision } = await this.repositories.create(actor, input);
    return { repository: value, revision };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => CreateGitRepositoryPayload, {
    description: 'Without rules as yet: `syncRepository` fetches them, or the schedule.',
  })
  async createGitRepository(
    @Arg('input', () => CreateGitRepositoryInput, {
      description: 'How it is named, and where its rules are.',
    })
    { name, description, git }: CreateGitRepositoryInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateGitRepositoryPayload> {
    const source = { ...toSource(git), url: git.url };
    const { value, revision } = await this.repositories.createGit(actor, { name, description, git: source });
    return { repository: value, revision };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => UpdateRepositoryPayload, {
    description: 'Another source or schedule holds from the next run on; CONFLICT where the name is taken.',
  })
  async updateRepository(
    @Arg('input', () => UpdateRepositoryInput, { description: 'What is to change, and of which version.' })
    input: UpdateRepositoryInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateRepositoryPayload> {
    const { id, version, name, description, git, socPrime } = input;
    const { value, revision } = await this.repositories.update(actor, {
      ...{ id, version, name: name ?? undefined, description: description ?? undefined },
      git: git ? toSource(git) : undefined,
      schedule: socPrime ? toSchedule(socPrime) : undefined,
    });
    return { repository: value, revision };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => DeleteRepositoryPayload, {
    description: 'Deletes the rules too. Refused while a pipeline uses the repository.',
  })
  async deleteRepository(
    @Arg('id', () => ID, { description: 'Of the repository; CONFLICT names the pipelines that use it.' })
    id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteRepositoryPayload> {
    const { value, revision } = await this.repositories.delete(actor, id);
    return { id: value, revision };
  }
}

/** null is a value for what can be taken away, and as left out for what can't. */
function toSource({ url, folders, ...rest }: UpdateGitSourceInput): GitSourceInput {
  const { ref, accessToken, webhookSecret } = rest;
  return {
    ...toSchedule(rest),
    ...{ ref, accessToken, webhookSecret, url: url ?? undefined, folders: folders ?? undefined },
  };
}

function toSchedule({
  intervalMinutes,
  cron,
  maxRemovedPercent,
  mode,
}: UpdateSocPrimeSourceInput): ScheduleInput {
  return {
    intervalMinutes,
    cron,
    maxRemovedPercent: maxRemovedPercent ?? undefined,
    mode: mode ?? undefined,
  };
}
