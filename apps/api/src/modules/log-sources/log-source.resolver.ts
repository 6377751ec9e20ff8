import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import { access, Scope } from '../auth/index.ts';
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
  @Query(() => [LogSourceObject], { name: 'logSources', description: 'By name.' })
  async list(): Promise<LogSourceObject[]> {
    return (await this.logSources.list()).map(toLogSourceObject);
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => LogSourceObject)
  async logSource(@Arg('id', () => ID) id: string): Promise<LogSourceObject> {
    return toLogSourceObject(await this.logSources.get(id));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => CreateLogSourcePayload)
  async createLogSource(
    @Arg('input', () => CreateLogSourceInput) input: CreateLogSourceInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateLogSourcePayload> {
    return toPayload(await this.logSources.create(actor, input));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => UpdateLogSourcePayload)
  async updateLogSource(
    @Arg('input', () => UpdateLogSourceInput) { id, version, name, script, mapping }: UpdateLogSourceInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateLogSourcePayload> {
    const changes = { name: name ?? undefined, script: script ?? undefined, mapping: mapping ?? undefined };
    return toPayload(await this.logSources.update(actor, { id, version, ...changes }));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => DeleteLogSourcePayload, { description: 'Refused while a pipeline uses the log source.' })
  async deleteLogSource(
    @Arg('id', () => ID) id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteLogSourcePayload> {
    const { value, revision } = await this.logSources.delete(actor, id);
    return { id: value, revision };
  }
}
