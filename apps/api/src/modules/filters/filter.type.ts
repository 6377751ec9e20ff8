import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';

@ObjectType('Filter', {
  description:
    'A detection that takes events out before rules are tried. Pipelines name those that they use.',
})
export class FilterObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, {
    description: 'YAML with a `detection`, as in a Sigma rule; other keys mean nothing.',
  })
  text!: string;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;
}

@InputType()
export class CreateFilterInput {
  @Field(() => String, { description: '1 to 100 characters; unique.' })
  name!: string;

  @Field(() => String)
  text!: string;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateFilterInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true })
  text?: string | null;
}

@ObjectType()
class WriteFilterPayload {
  @Field(() => FilterObject, {
    nullable: true,
    description: 'null where the text was refused; diagnostics say why.',
  })
  filter!: FilterObject | null;

  @Field(() => [DiagnosticType])
  diagnostics!: DiagnosticType[];

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that holds the change; null where it was refused.',
  })
  revision!: number | null;
}

@ObjectType()
export class CreateFilterPayload extends WriteFilterPayload {}

@ObjectType()
export class UpdateFilterPayload extends WriteFilterPayload {}

@ObjectType()
export class DeleteFilterPayload {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}
