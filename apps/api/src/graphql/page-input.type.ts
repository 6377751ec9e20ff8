import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'Which part of a list; BAD_USER_INPUT where it is out of bounds.' })
export class PageInput {
  @Field(() => Int, { defaultValue: 50, description: '1 to 200.' })
  limit!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'How many of the first ones are passed over; 0 or more.',
  })
  offset!: number;
}
