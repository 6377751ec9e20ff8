import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType()
export class TopicPartition {
  @Field(() => Int)
  partition!: number;

  @Field(() => Float, { description: 'Offset of the first message that Kafka holds.' })
  low!: number;

  @Field(() => Float, { description: 'The offset after the last.' })
  high!: number;
}

@ObjectType('Topic', { description: 'A topic of Kafka.' })
export class TopicObject {
  @Field(() => String)
  name!: string;

  @Field(() => Boolean, {
    description: "Sluice's or Kafka's own: neither source nor destination of a pipeline.",
  })
  internal!: boolean;

  @Field(() => [TopicPartition])
  partitions!: TopicPartition[];

  @Field(() => Float, { description: 'Messages that Kafka holds.' })
  messageCount!: number;
}

@InputType()
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

@ObjectType()
export class CreateTopicPayload {
  @Field(() => TopicObject)
  topic!: TopicObject;
}
