import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';

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

@InputType({ description: 'The newest events of a topic; where it has none, what comes within 5 s.' })
export class TopicSampleInput {
  @Field(() => String, { description: "A topic that the caller may see, none of Sluice's or Kafka's own." })
  topic!: string;

  @Field(() => Int, { defaultValue: 20, description: '1 to 100.' })
  count!: number;
}
