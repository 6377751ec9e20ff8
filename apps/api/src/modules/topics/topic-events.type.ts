import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('TopicEvent', { description: 'A record of a topic.' })
export class TopicEventObject {
  @Field(() => Int)
  partition!: number;

  @Field(() => ID)
  offset!: string;

  @Field(() => GraphQLISODateTime, { description: 'As its producer said, or the broker.' })
  at!: Date;

  @Field(() => String, { nullable: true })
  key!: string | null;

  @Field(() => String, { description: 'As it came.' })
  text!: string;
}

@InputType({ description: 'The newest events of a topic; where it has none, what comes within 5 s.' })
export class TopicSampleInput {
  @Field(() => String)
  topic!: string;

  @Field(() => Int, { defaultValue: 20, description: '1 to 100.' })
  count!: number;
}
