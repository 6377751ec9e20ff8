import { Field, InputType, ObjectType } from 'type-graphql';

@ObjectType('LogSource', { description: "Sigma's log source; a part that is null is any." })
export class LogSourceType {
  @Field(() => String, { nullable: true })
  product!: string | null;

  @Field(() => String, { nullable: true })
  category!: string | null;

  @Field(() => String, { nullable: true })
  service!: string | null;
}

@InputType({ description: 'At least one part is given.' })
export class LogSourceInput {
  @Field(() => String, { nullable: true })
  product?: string | null;

  @Field(() => String, { nullable: true })
  category?: string | null;

  @Field(() => String, { nullable: true })
  service?: string | null;
}
