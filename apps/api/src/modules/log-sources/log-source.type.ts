import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';

@ObjectType('MappedField', {
  description: 'A field of the rules, and the fields of the event that count as it.',
})
export class MappedFieldType {
  @Field(() => String)
  field!: string;

  @Field(() => [String], { description: 'Dotted below objects.' })
  sources!: string[];
}

@InputType()
export class MappedFieldInput {
  @Field(() => String)
  field!: string;

  @Field(() => [String], { description: 'Dotted below objects; the values of all of them count.' })
  sources!: string[];
}

@ObjectType('LogSource', {
  description:
    'What events go through before filters and rules see them: a parsing script, then a mapping of fields.',
})
export class LogSourceObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'A parsing script (docs/parsing-scripts.md); empty for none.' })
  script!: string;

  @Field(() => [MappedFieldType])
  mapping!: MappedFieldType[];

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;
}

@InputType()
export class CreateLogSourceInput {
  @Field(() => String, { description: '1 to 100 characters; unique.' })
  name!: string;

  @Field(() => String, { defaultValue: '' })
  script!: string;

  @Field(() => [MappedFieldInput], { defaultValue: [] })
  mapping!: MappedFieldInput[];
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateLogSourceInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true })
  script?: string | null;

  @Field(() => [MappedFieldInput], { nullable: true, description: 'The whole mapping as it is to be.' })
  mapping?: MappedFieldInput[] | null;
}

@ObjectType()
class WriteLogSourcePayload {
  @Field(() => LogSourceObject, {
    nullable: true,
    description: 'null where the script was refused; diagnostics say why.',
  })
  logSource!: LogSourceObject | null;

  @Field(() => [DiagnosticType])
  diagnostics!: DiagnosticType[];

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that holds the change; null where it was refused.',
  })
  revision!: number | null;
}

@ObjectType()
export class CreateLogSourcePayload extends WriteLogSourcePayload {}

@ObjectType()
export class UpdateLogSourcePayload extends WriteLogSourcePayload {}

@ObjectType()
export class DeleteLogSourcePayload {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}
