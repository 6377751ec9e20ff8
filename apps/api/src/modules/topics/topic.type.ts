import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';

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
