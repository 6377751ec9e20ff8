import { Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';

@ObjectType('Publication', { description: 'How far the workers have been told what was committed.' })
export class PublicationObject {
  @Field(() => Int, { description: 'The newest revision that was committed.' })
  revision!: number;

  @Field(() => Int, { description: 'The newest revision that is in Kafka, with all before it.' })
  publishedRevision!: number;

  @Field(() => Int, { description: 'Revisions that wait for Kafka. They are published in their order.' })
  pending!: number;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the oldest that waits was committed; null where none waits.',
  })
  pendingSince!: Date | null;
}
