import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';

@ObjectType('Filter', {
  description:
    'A detection that takes events out before rules are tried. Pipelines name those that they use.',
})
export class FilterObject {
  @Field(() => ID, { description: 'Given by Sluice; pipelines name it by this.' })
  id!: string;

  @Field(() => String, { description: 'Unique; 1 to 100 characters.' })
  name!: string;

  @Field(() => String, {
    description: 'YAML with a `detection`, as in a Sigma rule; other keys mean nothing.',
  })
  text!: string;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime, { description: 'When it was created; the audit log tells by whom.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed; at first as `createdAt`.' })
  updatedAt!: Date;
}

@InputType({ description: 'A filter; it does nothing until a pipeline names it.' })
export class CreateFilterInput {
  @Field(() => String, { description: '1 to 100 characters; unique.' })
  name!: string;

  @Field(() => String, {
    description:
      'YAML with a `detection`, as in a Sigma rule, at most 1,048,576 characters; try it with `testFilter`.',
  })
  text!: string;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateFilterInput {
  @Field(() => ID, { description: 'Of the filter.' })
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true, description: '1 to 100 characters; unique.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'In force for all pipelines that use the filter.' })
  text?: string | null;
}

@ObjectType()
class WriteFilterPayload {
  @Field(() => FilterObject, {
    nullable: true,
    description: 'null where the text was refused; diagnostics say why.',
  })
  filter!: FilterObject | null;

  @Field(() => [DiagnosticType], {
    description: 'Findings about the text; warnings of one that was taken, too.',
  })
  diagnostics!: DiagnosticType[];

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that holds the change; null where it was refused.',
  })
  revision!: number | null;
}

@ObjectType({ description: 'The new filter, or why its text was refused.' })
export class CreateFilterPayload extends WriteFilterPayload {}

@ObjectType({ description: 'The filter as it is now, or why its text was refused.' })
export class UpdateFilterPayload extends WriteFilterPayload {}

@ObjectType({ description: 'What is gone, and the revision that workers learn it by.' })
export class DeleteFilterPayload {
  @Field(() => ID, { description: 'Of the filter that is gone.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}
