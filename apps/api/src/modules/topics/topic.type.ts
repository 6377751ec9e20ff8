import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { PipelineObject } from '../pipelines/index.ts';

@ObjectType({ description: 'What Kafka holds of one partition.' })
export class TopicPartition {
  @Field(() => Int, { description: 'Counted from 0.' })
  partition!: number;

  @Field(() => Float, { description: 'Offset of the first message that Kafka holds.' })
  low!: number;

  @Field(() => Float, { description: 'The offset after the last.' })
  high!: number;
}

@ObjectType('Topic', { description: 'A topic of Kafka.' })
export class TopicObject {
  @Field(() => String, { description: 'Unique at Kafka.' })
  name!: string;

  @Field(() => Boolean, {
    description: "Sluice's or Kafka's own: neither source nor destination of a pipeline.",
  })
  internal!: boolean;

  @Field(() => [TopicPartition], {
    description: 'By their numbers; for one pipeline no more workers than these read at once.',
  })
  partitions!: TopicPartition[];

  @Field(() => Float, { description: 'Messages that Kafka holds.' })
  messageCount!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'What anybody writes a second, counted at Kafka: of topics of pipelines at any time; of others null unless topics were listed within the last minute, so list them again.',
  })
  eventsPerSecond!: number | null;
}

@ObjectType({ description: 'How far a pipeline is behind in one of its source topics.' })
export class TopicLag {
  @Field(() => PipelineObject, {
    description: 'One that the caller may see; disabled ones fall behind, too.',
  })
  pipeline!: PipelineObject;

  @Field(() => Float, {
    nullable: true,
    description: 'Records that it has not finished; null where Kafka could not be asked lately.',
  })
  lag!: number | null;
}

@InputType({ description: "Names that begin as Sluice's own or with `__` are refused." })
export class CreateTopicInput {
  @Field(() => String, { description: 'Letters, digits, ".", "_" and "-"; at most 249.' })
  name!: string;

  @Field(() => Int, { defaultValue: 1, description: '1 to 1000.' })
  partitions!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How long messages are kept; as the broker does where absent.',
  })
  retentionHours?: number;
}

@ObjectType({ description: 'The topic as Kafka shows it.' })
export class CreateTopicPayload {
  @Field(() => TopicObject, { description: 'Empty, and written or read by no pipeline as yet.' })
  topic!: TopicObject;
}
