import { Arg, Authorized, Ctx, FieldResolver, Float, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import { PipelineObject, toPipelineObject } from '../pipelines/index.ts';
import type { TopicFacts, TopicService } from './topic.service.ts';
import { CreateTopicInput, CreateTopicPayload, TopicLag, TopicObject } from './topic.type.ts';

/** What Kafka is asked again and again for the dashboard. */
export interface TopicTraffic {
  /** Events a second, by topic of a pipeline. */
  writeRates(): ReadonlyMap<string, number>;
  /** undefined where it is not known. */
  topicLag(pipelineId: string, topic: string): number | undefined;
}

function toTopicObject({ name, internal, partitions, eventsPerSecond }: TopicFacts): TopicObject {
  const offsets = partitions.map(({ partition, low, high }) => ({
    partition,
    low: Number(low),
    high: Number(high),
  }));
  const messageCount = offsets.reduce((total, { low, high }) => total + high - low, 0);
  return { name, internal, partitions: offsets, messageCount, eventsPerSecond: eventsPerSecond ?? null };
}

@Resolver(() => TopicObject)
export class TopicResolver {
  private readonly topics: TopicService;
  private readonly traffic: TopicTraffic;
  constructor(topics: TopicService, traffic: TopicTraffic) {
    this.topics = topics;
    this.traffic = traffic;
  }

  @Authorized(access.everyone(Scope.TOPICS_READ))
  @Query(() => [TopicObject], { name: 'topics', description: 'By name.' })
  async list(
    @Arg('includeInternal', () => Boolean, {
      defaultValue: false,
      description: 'true: those of Sluice and Kafka too.',
    })
    includeInternal: boolean,
    @Ctx() { topics }: Context,
  ): Promise<TopicObject[]> {
    const all = await this.topics.list(includeInternal);
    const polled = this.traffic.writeRates();
    return all
      .filter(({ name }) => topics.allows(name))
      .map((topic) =>
        toTopicObject({ ...topic, eventsPerSecond: polled.get(topic.name) ?? topic.eventsPerSecond }),
      );
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "Bytes on the brokers' disks, each replica counted; at most ten seconds old. null where the brokers don't tell: it takes the right to describe the cluster.",
  })
  async bytes(@Root() { name }: TopicObject): Promise<number | null> {
    return (await this.topics.sizes()).get(name) ?? null;
  }

  @FieldResolver(() => [TopicLag], { description: 'How far the pipelines that read it are behind in it.' })
  async lags(@Root() { name }: TopicObject, @Ctx() { loaders }: Context): Promise<TopicLag[]> {
    const readers = (await loaders.pipelines()).filter(({ sourceTopics }) => sourceTopics.includes(name));
    return readers.map((pipeline) => ({
      pipeline: toPipelineObject(pipeline),
      lag: this.traffic.topicLag(pipeline.id, name) ?? null,
    }));
  }

  @FieldResolver(() => [PipelineObject], { description: 'Pipelines that read it.' })
  async sourceOf(@Root() { name }: TopicObject, @Ctx() { loaders }: Context): Promise<PipelineObject[]> {
    const pipelines = await loaders.pipelines();
    return pipelines.filter(({ sourceTopics }) => sourceTopics.includes(name)).map(toPipelineObject);
  }

  @FieldResolver(() => [PipelineObject], { description: 'Pipelines that write it.' })
  async destinationOf(@Root() { name }: TopicObject, @Ctx() { loaders }: Context): Promise<PipelineObject[]> {
    const pipelines = await loaders.pipelines();
    return pipelines.filter(({ destinationTopic }) => destinationTopic === name).map(toPipelineObject);
  }

  @Authorized(access.engineers(Scope.TOPICS_WRITE))
  @Mutation(() => CreateTopicPayload, {
    description:
      'At Kafka; CONFLICT where it is there already, FORBIDDEN where the caller may not see such a name.',
  })
  async createTopic(
    @Arg('input', () => CreateTopicInput, { description: 'Sluice deletes no topics: check the name first.' })
    input: CreateTopicInput,
    @Ctx() { actor, topics }: Context,
  ): Promise<CreateTopicPayload> {
    const { name, partitions, retentionHours } = input;
    topics.require([name]);
    const wanted = { name, partitions, retentionHours: retentionHours ?? undefined };
    const topic = await this.topics.create(actor, wanted);
    return { topic: toTopicObject(topic) };
  }
}
