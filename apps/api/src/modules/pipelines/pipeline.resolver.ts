import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { ENGINEERS, EVERYONE } from '../auth/index.ts';
import { RepositoryObject } from '../repositories/index.ts';
import { toLogSourceParts, toPipelineObject } from './pipeline-object.ts';
import type { PipelineService } from './pipeline.service.ts';
import {
  CreatePipelineInput,
  CreatePipelinePayload,
  DeletePipelinePayload,
  PipelineObject,
  UpdatePipelineInput,
  UpdatePipelinePayload,
} from './pipeline.type.ts';

@Resolver(() => PipelineObject)
export class PipelineResolver {
  private readonly pipelines: PipelineService;
  constructor(pipelines: PipelineService) {
    this.pipelines = pipelines;
  }

  @Authorized(...EVERYONE)
  @Query(() => [PipelineObject], { name: 'pipelines', description: 'By name.' })
  async list(): Promise<PipelineObject[]> {
    return (await this.pipelines.list()).map(toPipelineObject);
  }

  @Authorized(...EVERYONE)
  @Query(() => PipelineObject)
  async pipeline(@Arg('id', () => ID) id: string): Promise<PipelineObject> {
    return toPipelineObject(await this.pipelines.get(id));
  }

  @FieldResolver(() => [RepositoryObject])
  repositories(
    @Root() { repositoryIds }: PipelineObject,
    @Ctx() { loaders }: Context,
  ): Promise<RepositoryObject[]> {
    return Promise.all(repositoryIds.map((id) => loaders.repository.load(id)));
  }

  @Authorized(...ENGINEERS)
  @Mutation(() => CreatePipelinePayload)
  async createPipeline(
    @Arg('input', () => CreatePipelineInput) input: CreatePipelineInput,
  ): Promise<CreatePipelinePayload> {
    const { logSource, ...rest } = input;
    const parts = logSource === undefined || logSource === null ? undefined : toLogSourceParts(logSource);
    const { value, revision } = await this.pipelines.create({ ...rest, logSource: parts });
    return { pipeline: toPipelineObject(value), revision };
  }

  @Authorized(...ENGINEERS)
  @Mutation(() => UpdatePipelinePayload)
  async updatePipeline(
    @Arg('input', () => UpdatePipelineInput) input: UpdatePipelineInput,
  ): Promise<UpdatePipelinePayload> {
    const { logSource, ...rest } = input;
    const parts =
      logSource === undefined || logSource === null ? logSource : (toLogSourceParts(logSource) ?? null);
    return this.updated({
      id: rest.id,
      version: rest.version,
      name: rest.name ?? undefined,
      sourceTopics: rest.sourceTopics ?? undefined,
      destinationTopic: rest.destinationTopic ?? undefined,
      repositoryIds: rest.repositoryIds ?? undefined,
      enabled: rest.enabled ?? undefined,
      writeUntagged: rest.writeUntagged ?? undefined,
      logSource: parts,
    });
  }

  @Authorized(...ENGINEERS)
  @Mutation(() => UpdatePipelinePayload)
  enablePipeline(@Arg('id', () => ID) id: string): Promise<UpdatePipelinePayload> {
    return this.updated({ id, version: undefined, enabled: true });
  }

  @Authorized(...ENGINEERS)
  @Mutation(() => UpdatePipelinePayload, {
    description: 'The workers finish what they read; the position is kept.',
  })
  disablePipeline(@Arg('id', () => ID) id: string): Promise<UpdatePipelinePayload> {
    return this.updated({ id, version: undefined, enabled: false });
  }

  @Authorized(...ENGINEERS)
  @Mutation(() => DeletePipelinePayload)
  async deletePipeline(@Arg('id', () => ID) id: string): Promise<DeletePipelinePayload> {
    const { value, revision } = await this.pipelines.delete(id);
    return { id: value, revision };
  }

  private async updated(input: Parameters<PipelineService['update']>[0]): Promise<UpdatePipelinePayload> {
    const { value, revision } = await this.pipelines.update(input);
    return { pipeline: toPipelineObject(value), revision };
  }
}
