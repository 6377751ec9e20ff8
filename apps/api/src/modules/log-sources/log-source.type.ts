import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';

@ObjectType('MappedField', {
  description: 'A field of the rules, and the fields of the event that count as it.',
})
export class MappedFieldType {
  @Field(() => String, { description: 'As rules write it, such as `CommandLine`; each once in a mapping.' })
  field!: string;

  @Field(() => [String], { description: 'Dotted below objects.' })
  sources!: string[];
}

@InputType({ description: 'A field of the rules, and 1 to 50 fields of the event that count as it.' })
export class MappedFieldInput {
  @Field(() => String, {
    description: 'As rules write it, at most 500 characters; each once in a mapping of at most 2,000.',
  })
  field!: string;

  @Field(() => [String], { description: 'Dotted below objects; the values of all of them count.' })
  sources!: string[];
}

@ObjectType('LogSource', {
  description:
    'What events go through before filters and rules see them: a parsing script, then a mapping of fields.',
})
export class LogSourceObject {
  @Field(() => ID, { description: 'Given by Sluice; pipelines name it by this.' })
  id!: string;

  @Field(() => String, { description: 'Unique; 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'A parsing script (docs/parsing-scripts.md); empty for none.' })
  script!: string;

  @Field(() => [MappedFieldType], { description: 'What is not in it keeps its name.' })
  mapping!: MappedFieldType[];

  @Field(() => [String], {
    description: 'Topics whose events it is tried on by `testLogSource`, those that the caller may see.',
  })
  testTopics!: string[];

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime, { description: 'When it was created; the audit log tells by whom.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed; at first as `createdAt`.' })
  updatedAt!: Date;
}

@InputType({ description: 'A log source; it does nothing until a pipeline names it.' })
export class CreateLogSourceInput {
  @Field(() => String, { description: '1 to 100 characters; unique.' })
  name!: string;

  @Field(() => String, {
    defaultValue: '',
    description: 'At most 65,536 characters and 200 steps; try it with `testLogSource`.',
  })
  script!: string;

  @Field(() => [MappedFieldInput], {
    defaultValue: [],
    description: 'At most 2,000 fields; `suggestMapping` proposes some.',
  })
  mapping!: MappedFieldInput[];

  @Field(() => [String], {
    defaultValue: [],
    description: 'At most 5, which the caller may see; they need not be there yet.',
  })
  testTopics!: string[];
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateLogSourceInput {
  @Field(() => ID, { description: 'Of the log source.' })
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true, description: '1 to 100 characters; unique.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'At most 65,536 characters and 200 steps; empty for none.',
  })
  script?: string | null;

  @Field(() => [MappedFieldInput], { nullable: true, description: 'The whole mapping as it is to be.' })
  mapping?: MappedFieldInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'All that the caller may see as they are to be; at most 5 with those that others see.',
  })
  testTopics?: string[] | null;
}

@ObjectType()
class WriteLogSourcePayload {
  @Field(() => LogSourceObject, {
    nullable: true,
    description: 'null where the script was refused; diagnostics say why.',
  })
  logSource!: LogSourceObject | null;

  @Field(() => [DiagnosticType], {
    description: 'Findings about the script; warnings of one that was taken, too.',
  })
  diagnostics!: DiagnosticType[];

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that holds the change; null where it was refused.',
  })
  revision!: number | null;
}

@ObjectType({ description: 'The new log source, or why its script was refused.' })
export class CreateLogSourcePayload extends WriteLogSourcePayload {}

@ObjectType({ description: 'The log source as it is now, or why its script was refused.' })
export class UpdateLogSourcePayload extends WriteLogSourcePayload {}

@ObjectType({ description: 'What is gone, and the revision that workers learn it by.' })
export class DeleteLogSourcePayload {
  @Field(() => ID, { description: 'Of the log source that is gone.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}
