import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';
import { LogSourceType } from '../../graphql/log-source.type.ts';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { TechniqueType } from '../../graphql/technique.type.ts';

export enum RuleSort {
  TITLE = 'TITLE',
  LEVEL = 'LEVEL',
  UPDATED_AT = 'UPDATED_AT',
}
registerEnumType(RuleSort, {
  name: 'RuleSort',
  description: 'LEVEL: highest first. UPDATED_AT: newest first.',
});

export enum RuleFileOutcome {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  UNCHANGED = 'UNCHANGED',
  REFUSED = 'REFUSED',
}
registerEnumType(RuleFileOutcome, {
  name: 'RuleFileOutcome',
  description: 'What became of an uploaded file.',
});

@ObjectType('Rule', { description: 'A Sigma rule of a repository.' })
export class RuleObject {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'The id that the author gave it; unique in its repository.' })
  sigmaId!: string;

  @Field(() => String)
  title!: string;

  @Field(() => RuleLevel)
  level!: RuleLevel;

  @Field(() => String, { description: 'Path of the file that it came from.' })
  path!: string;

  @Field(() => LogSourceType)
  logSource!: LogSourceType;

  @Field(() => [TechniqueType])
  techniques!: TechniqueType[];

  @Field(() => String, { description: 'The Sigma YAML as it was written.' })
  text!: string;

  @Field(() => Boolean, { description: 'A disabled rule is not sent to the workers.' })
  enabled!: boolean;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;

  /** For the relation; not in the schema. */
  repositoryId!: string;
}

@ObjectType()
export class RulePage {
  @Field(() => [RuleObject])
  items!: RuleObject[];

  @Field(() => Int)
  totalCount!: number;
}

@InputType()
export class PageInput {
  @Field(() => Int, { defaultValue: 50, description: '1 to 200.' })
  limit!: number;

  @Field(() => Int, { defaultValue: 0 })
  offset!: number;
}

@InputType('RuleFilter', { description: 'All that is given must hold.' })
export class RuleFilterInput {
  @Field(() => String, { nullable: true, description: "Part of the title, the path or the author's id." })
  search?: string;

  @Field(() => ID, { nullable: true })
  repositoryId?: string;

  @Field(() => [RuleLevel], { nullable: true })
  levels?: RuleLevel[];

  @Field(() => String, { nullable: true })
  product?: string;

  @Field(() => String, { nullable: true })
  category?: string;

  @Field(() => String, { nullable: true })
  service?: string;

  @Field(() => String, { nullable: true, description: 'For example `T1059.001`.' })
  technique?: string;
}

@InputType()
export class RuleFileInput {
  @Field(() => String)
  path!: string;

  @Field(() => String)
  text!: string;
}

@InputType()
export class RuleArchiveInput {
  @Field(() => String, { description: 'Ends in .zip, .tar.gz or .tgz.' })
  name!: string;

  @Field(() => String)
  contentBase64!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      "Only files below these folders. Absent: SigmaHQ's rule folders where the archive has them, else all.",
  })
  folders?: string[];
}

@InputType({ description: 'Files, an archive, or both.' })
export class UploadRulesInput {
  @Field(() => ID)
  repositoryId!: string;

  @Field(() => [RuleFileInput], { nullable: true })
  files?: RuleFileInput[];

  @Field(() => RuleArchiveInput, { nullable: true })
  archive?: RuleArchiveInput;
}

@ObjectType()
export class RuleFileReport {
  @Field(() => String)
  path!: string;

  @Field(() => RuleFileOutcome)
  outcome!: RuleFileOutcome;

  @Field(() => ID, { nullable: true, description: 'null where the file was refused.' })
  ruleId!: string | null;

  @Field(() => ID, { nullable: true })
  sigmaId!: string | null;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => [DiagnosticType])
  diagnostics!: DiagnosticType[];
}

@ObjectType()
export class UploadRulesPayload {
  @Field(() => Int)
  added!: number;

  @Field(() => Int)
  changed!: number;

  @Field(() => Int)
  unchanged!: number;

  @Field(() => Int)
  refused!: number;

  @Field(() => [RuleFileReport], { description: 'Refused files first.' })
  files!: RuleFileReport[];

  @Field(() => Int, {
    description: 'The revision that holds the change; the current one where nothing changed.',
  })
  revision!: number;
}

@InputType()
export class CreateRuleInput {
  @Field(() => ID)
  repositoryId!: string;

  @Field(() => String)
  text!: string;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateRuleInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true })
  text?: string;

  @Field(() => Boolean, { nullable: true })
  enabled?: boolean;
}

@ObjectType()
class WriteRulePayload {
  @Field(() => RuleObject, {
    nullable: true,
    description: 'null where the text was refused; diagnostics say why.',
  })
  rule!: RuleObject | null;

  @Field(() => [DiagnosticType])
  diagnostics!: DiagnosticType[];

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that holds the change; null where it was refused.',
  })
  revision!: number | null;
}

@ObjectType()
export class CreateRulePayload extends WriteRulePayload {}

@ObjectType()
export class UpdateRulePayload extends WriteRulePayload {}

@ObjectType()
export class DeleteRulePayload {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  revision!: number;
}
