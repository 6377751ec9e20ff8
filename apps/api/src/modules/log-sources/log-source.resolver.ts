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
import { toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import { ListArgs, SearchArgs, toListQuery } from '../../graphql/list-args.type.ts';
import { access, Scope } from '../auth/index.ts';
import { toLogSourceUpdate } from './log-source-input.ts';
import { toLogSourceObject } from './log-source-object.ts';
import type { LogSourceService, WrittenLogSource } from './log-source.service.ts';
import {
  CreateLogSourceInput,
  CreateLogSourcePayload,
  DeleteLogSourcePayload,
  LogSourceObject,
  UpdateLogSourceInput,
  UpdateLogSourcePayload,
} from './log-source.type.ts';

function toPayload(written: WrittenLogSource): UpdateLogSourcePayload {
  const diagnostics = written.diagnostics.map(toDiagnosticType);
  if (written.kind === 'refused') return { logSource: null, diagnostics, revision: null };
  return { logSource: toLogSourceObject(written.value), diagnostics, revision: written.revision };
}

@Resolver(() => LogSourceObject)
export class LogSourceResolver {
  private readonly logSources: LogSourceService;
  constructor(logSources: LogSourceService) {
    this.logSources = logSources;
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => [LogSourceObject], {
    name: 'logSources',
    description: 'All of them by name, unless it is asked otherwise.',
  })
  async list(@Args() args: ListArgs): Promise<LogSourceObject[]> {
    return (await this.logSources.list(toListQuery(args))).map(toLogSourceObject);
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => Int, { description: 'How many `logSources` has with this search, on all of its pages.' })
  logSourceCount(@Args() { search }: SearchArgs): Promise<number> {
    return this.logSources.count(search ?? undefined);
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => LogSourceObject, {
    description: 'One log source with script and mapping; NOT_FOUND where there is none, or no longer.',
  })
  async logSource(
    @Arg('id', () => ID, { description: 'Of the log source.' }) id: string,
  ): Promise<LogSourceObject> {
    return toLogSourceObject(await this.logSources.get(id));
  }

  @FieldResolver(() => [String])
  testTopics(@Root() { testTopics }: LogSourceObject, @Ctx() { topics }: Context): string[] {
    return testTopics.filter((topic) => topics.allows(topic));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => CreateLogSourcePayload, {
    description:
      'BAD_USER_INPUT for a mapping that cannot be; a script with an ERROR is answered with diagnostics, and nothing is stored.',
  })
  async createLogSource(
    @Arg('input', () => CreateLogSourceInput, { description: 'How it is named, and what it does to events.' })
    input: CreateLogSourceInput,
    @Ctx() { actor, topics }: Context,
  ): Promise<CreateLogSourcePayload> {
    topics.require(input.testTopics);
    return toPayload(await this.logSources.create(actor, input));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => UpdateLogSourcePayload, {
    description:
      'In force for all pipelines that use it; a script with an ERROR is answered with diagnostics, and nothing is stored.',
  })
  async updateLogSource(
    @Arg('input', () => UpdateLogSourceInput, { description: 'What is to change, and of which version.' })
    input: UpdateLogSourceInput,
    @Ctx() { actor, topics }: Context,
  ): Promise<UpdateLogSourcePayload> {
    const testTopics = input.testTopics ?? undefined;
    topics.require(testTopics ?? []);
    const hidden =
      testTopics === undefined
        ? []
        : (await this.logSources.get(input.id)).testTopics.filter((topic) => !topics.allows(topic));
    const update = { ...toLogSourceUpdate(input), testTopics: testTopics && [...hidden, ...testTopics] };
    return toPayload(await this.logSources.update(actor, update));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => DeleteLogSourcePayload, { description: 'Refused while a pipeline uses the log source.' })
  async deleteLogSource(
    @Arg('id', () => ID, { description: 'Of the log source; CONFLICT names the pipelines that use it.' })
    id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteLogSourcePayload> {
    const { value, revision } = await this.logSources.delete(actor, id);
    return { id: value, revision };
  }
}
