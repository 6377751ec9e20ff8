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
import { access, Scope, type TopicAccess } from '../auth/index.ts';
import { FilterObject } from '../filters/index.ts';
import { LogSourceObject, toLogSourceObject } from '../log-sources/index.ts';
import { RepositoryObject } from '../repositories/index.ts';
import type { SampleEvents } from '../topics/index.ts';
import { toNewPipeline, toPipelineUpdate } from './pipeline-input.ts';
import { toPipelineObject } from './pipeline-object.ts';
import { checkPreviewEvents } from './preview-events.ts';
import { toPipelinePreviewObject } from './preview-object.ts';
import { PipelinePreviewType, PreviewPipelineInput } from './preview-pipeline.type.ts';
import { requireVisible } from './pipeline-rows.ts';
import type { Pipeline } from './pipeline.entity.ts';
import { oneOf } from '../../graphql/one-of.ts';
import type { PipelineUpdate, PreviewedPipelineChange } from './pipeline-change.ts';
import type { PipelineService } from './pipeline.service.ts';
import {
  ClonePipelineInput,
  ClonePipelinePayload,
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
  private readonly sampled: SampleEvents;
  constructor(pipelines: PipelineService, sampled: SampleEvents) {
    this.pipelines = pipelines;
    this.sampled = sampled;
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => [PipelineObject], {
    name: 'pipelines',
    description: 'All that you may see by name, unless it is asked otherwise.',
  })
  async list(@Args() args: ListArgs, @Ctx() { topics }: Context): Promise<PipelineObject[]> {
    return (await this.pipelines.find(toListQuery(args), topics.likes)).map(toPipelineObject);
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => Int, { description: 'How many `pipelines` has with this search, on all of its pages.' })
  pipelineCount(@Args() { search }: SearchArgs, @Ctx() { topics }: Context): Promise<number> {
    return this.pipelines.count(search ?? undefined, topics.likes);
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => PipelineObject, {
    description: 'One pipeline; NOT_FOUND also where it uses a topic that the caller may not see.',
  })
  async pipeline(
    @Arg('id', () => ID, { description: 'Of the pipeline.' }) id: string,
    @Ctx() { topics }: Context,
  ): Promise<PipelineObject> {
    return toPipelineObject(await this.visible(id, topics));
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ))
  @Query(() => PipelinePreviewType, {
    description:
      'What creating, updating or deleting a pipeline would do: what changes, and which rules come, go and stay silent.',
  })
  async previewPipeline(
    @Arg('input', () => PreviewPipelineInput, {
      description: 'The change, as it would be sent, and events to try it on.',
    })
    { create, update, delete: deletedId, events, sample }: PreviewPipelineInput,
    @Ctx() context: Context,
  ): Promise<PipelinePreviewType> {
    const { actor, topics } = context;
    checkPreviewEvents(events);
    const change = oneOf<PreviewedPipelineChange>({
      create: create ? toNewPipeline(create) : undefined,
      update: update ? toPipelineUpdate(update) : undefined,
      delete: deletedId ? { kind: 'delete', id: deletedId } : undefined,
    });
    await this.requireChange(change, topics);
    const all = await this.sampled(context, events, sample);
    return toPipelinePreviewObject(await this.pipelines.preview(actor, change, all));
  }

  @FieldResolver(() => [RepositoryObject], {
    description: 'Whose rules are matched, but for those of `disabledRuleIds`.',
  })
  repositories(
    @Root() { repositoryIds }: PipelineObject,
    @Ctx() { loaders }: Context,
  ): Promise<RepositoryObject[]> {
    return Promise.all(repositoryIds.map((id) => loaders.repository.load(id)));
  }

  @FieldResolver(() => [FilterObject], {
    description: 'An event that one of them matches is not tried against rules.',
  })
  filters(@Root() { filterIds }: PipelineObject, @Ctx() { loaders }: Context): Promise<FilterObject[]> {
    return Promise.all(filterIds.map((id) => loaders.filter.load(id)));
  }

  @FieldResolver(() => LogSourceObject, {
    nullable: true,
    description: 'Script and mapping that events go through first; null for none.',
  })
  async logSource(
    @Root() { logSourceId }: PipelineObject,
    @Ctx() { loaders }: Context,
  ): Promise<LogSourceObject | null> {
    return logSourceId === null ? null : toLogSourceObject(await loaders.logSource.load(logSourceId));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => CreatePipelinePayload, {
    description:
      'BAD_USER_INPUT where Kafka lacks a topic, or events would go round; CONFLICT where the name is taken.',
  })
  async createPipeline(
    @Arg('input', () => CreatePipelineInput, { description: 'What `previewPipeline` takes as `create`.' })
    input: CreatePipelineInput,
    @Ctx() { actor, topics }: Context,
  ): Promise<CreatePipelinePayload> {
    const pipeline = toNewPipeline(input);
    await this.requireChange(pipeline, topics);
    const { value, revision } = await this.pipelines.create(actor, pipeline);
    return { pipeline: toPipelineObject(value), revision };
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => ClonePipelinePayload, {
    description:
      'Makes a disabled pipeline that is otherwise the same: topics, rules, filters, fields and start, which counts from now. CONFLICT where the name is taken.',
  })
  async clonePipeline(
    @Arg('input', () => ClonePipelineInput, { description: 'Which one, and the name of the copy.' })
    { id, name, destinationTopic }: ClonePipelineInput,
    @Ctx() { actor, topics }: Context,
  ): Promise<ClonePipelinePayload> {
    if (topics.isLimited) await this.visible(id, topics);
    topics.require(destinationTopic ? [destinationTopic] : []);
    const copy = { id, name, destinationTopic: destinationTopic ?? undefined };
    const { value, revision } = await this.pipelines.clone(actor, copy);
    return { pipeline: toPipelineObject(value), revision };
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => UpdatePipelinePayload, {
    description: 'Changes what is given; BAD_USER_INPUT where Kafka lacks a topic, or events would go round.',
  })
  async updatePipeline(
    @Arg('input', () => UpdatePipelineInput, { description: 'What `previewPipeline` takes as `update`.' })
    input: UpdatePipelineInput,
    @Ctx() context: Context,
  ): Promise<UpdatePipelinePayload> {
    return this.updated(context, toPipelineUpdate(input));
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => UpdatePipelinePayload, {
    description: 'Workers go on where they stopped, in whichever version the pipeline is.',
  })
  enablePipeline(
    @Arg('id', () => ID, { description: 'Of the pipeline.' }) id: string,
    @Ctx() context: Context,
  ): Promise<UpdatePipelinePayload> {
    return this.updated(context, { id, version: undefined, enabled: true });
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => UpdatePipelinePayload, {
    description: 'The workers finish what they read; the position is kept.',
  })
  disablePipeline(
    @Arg('id', () => ID, { description: 'Of the pipeline.' }) id: string,
    @Ctx() context: Context,
  ): Promise<UpdatePipelinePayload> {
    return this.updated(context, { id, version: undefined, enabled: false });
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Mutation(() => DeletePipelinePayload, {
    description: 'Workers stop reading for it; topics, and what is in them, stay.',
  })
  async deletePipeline(
    @Arg('id', () => ID, { description: 'Of the pipeline.' }) id: string,
    @Ctx() { actor, topics }: Context,
  ): Promise<DeletePipelinePayload> {
    if (topics.isLimited) await this.visible(id, topics);
    const { value, revision } = await this.pipelines.delete(actor, id);
    return { id: value, revision };
  }

  /** Throws NOT_FOUND. */
  private async visible(id: string, topics: TopicAccess): Promise<Pipeline> {
    return requireVisible(await this.pipelines.get(id), topics);
  }

  /** What it is and what it is to be must be allowed. */
  private async requireChange(change: PreviewedPipelineChange, topics: TopicAccess): Promise<void> {
    if (!topics.isLimited) return;
    if ('id' in change) await this.visible(change.id, topics);
    if ('kind' in change) return;
    const { sourceTopics = [], destinationTopic } = change;
    topics.require(destinationTopic === undefined ? sourceTopics : [...sourceTopics, destinationTopic]);
  }

  private async updated({ actor, topics }: Context, change: PipelineUpdate): Promise<UpdatePipelinePayload> {
    await this.requireChange(change, topics);
    const { value, revision } = await this.pipelines.update(actor, change);
    return { pipeline: toPipelineObject(value), revision };
  }
}
