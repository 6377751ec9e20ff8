import { Field, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', { description: 'Where a page of a connection begins and ends (Relay).' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Ask again with `after: endCursor` while it is true.' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Ask for what comes after it; null where the page is empty.',
  })
  endCursor!: string | null;

  @Field(() => Boolean, { description: 'Whether it was asked for what comes after something.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Of the first of the page; null where it is empty.' })
  startCursor!: string | null;
}
