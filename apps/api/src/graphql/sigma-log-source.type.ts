import { Field, InputType, ObjectType } from 'type-graphql';

@ObjectType('SigmaLogSource', { description: "Sigma's log source; a part that is null is any." })
export class SigmaLogSourceType {
  @Field(() => String, { nullable: true, description: 'For example `windows`.' })
  product!: string | null;

  @Field(() => String, { nullable: true, description: 'For example `process_creation`.' })
  category!: string | null;

  @Field(() => String, { nullable: true, description: 'For example `sysmon`.' })
  service!: string | null;
}

@InputType({ description: 'At least one part is given.' })
export class SigmaLogSourceInput {
  @Field(() => String, { nullable: true, description: 'For example `windows`.' })
  product?: string | null;

  @Field(() => String, { nullable: true, description: 'For example `process_creation`.' })
  category?: string | null;

  @Field(() => String, { nullable: true, description: 'For example `sysmon`.' })
  service?: string | null;
}
