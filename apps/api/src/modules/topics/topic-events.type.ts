import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('TopicEvent', { description: 'A record of a topic.' })
export class TopicEventObject {
  @Field(() => Int, { description: 'Counted from 0.' })
  partition!: number;

  @Field(() => ID, { description: '64 bits, a decimal string; unique within the partition.' })
  offset!: string;

  @Field(() => GraphQLISODateTime, { description: 'As its producer said, or the broker.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'As UTF-8; null where the record has none.' })
  key!: string | null;

  @Field(() => String, { description: 'As it came.' })
  text!: string;
}

@InputType({ description: 'An offset of one partition; others begin at theirs.' })
export class PartitionOffsetInput {
  @Field(() => Int, { description: 'Counted from 0; each once.' })
  partition!: number;

  @Field(() => ID, {
    description: 'A decimal string; where Kafka holds it no longer, the first that it holds.',
  })
  offset!: string;
}

@InputType({ description: 'Where reading begins: give one of the two.' })
export class TopicStartInput {
  @Field(() => DateTime, { nullable: true, description: 'The first events of this time or later.' })
  at?: Date | null;

  @Field(() => [PartitionOffsetInput], {
    nullable: true,
    description: 'Of 1 to 1,000 partitions; those that are not named are not read.',
  })
  offsets?: PartitionOffsetInput[] | null;
}

@InputType({
  description:
    'Events of a topic: the newest, or the first from a start. Where there are none, what comes within 5 s.',
})
export class TopicSampleInput {
  @Field(() => String, { description: "A topic that the caller may see, none of Sluice's or Kafka's own." })
  topic!: string;

  @Field(() => Int, { defaultValue: 20, description: '1 to 100; for `testFilter` to 1,000.' })
  count!: number;

  @Field(() => TopicStartInput, {
    nullable: true,
    description: 'Without it the newest events are read, newest first; from a start the first, oldest first.',
  })
  from?: TopicStartInput | null;
}

@ObjectType({ description: 'What came into a topic within about a second.' })
export class TopicTail {
  @Field(() => [TopicEventObject], { description: 'Newest first: at most 50, of 1 MiB together.' })
  events!: readonly TopicEventObject[];

  @Field(() => Float, {
    description: 'How many more came, by their offsets; larger ones and transaction markers among them.',
  })
  leftOut!: number;
}
