import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';

export enum RuleFileOutcome {
  ADDED = 'ADDED',
  CHANGED = 'CHANGED',
  UNCHANGED = 'UNCHANGED',
  REFUSED = 'REFUSED',
  REMOVED = 'REMOVED',
  KEPT = 'KEPT',
}
registerEnumType(RuleFileOutcome, {
  name: 'RuleFileOutcome',
  description:
    'What became of a file. REMOVED: it is gone, and its rule with it. KEPT: upstream has another text, or none any more, and the rule, which is overridden or pinned, keeps its own. Syncs alone do these two.',
});

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

  @Field(() => String, {
    nullable: true,
    description: 'Of an encrypted .zip archive, by AES or ZipCrypto. Not kept.',
  })
  password?: string | null;
}

@InputType({ description: 'Files, an archive, or both.' })
export class UploadRulesInput {
  @Field(() => ID)
  repositoryId!: string;

  @Field(() => [RuleFileInput], { nullable: true })
  files?: RuleFileInput[];

  @Field(() => RuleArchiveInput, { nullable: true })
  archive?: RuleArchiveInput;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Tells what would become of each file, and does nothing.',
  })
  dryRun!: boolean;
}

@ObjectType()
export class RuleFileReport {
  @Field(() => String)
  path!: string;

  @Field(() => RuleFileOutcome)
  outcome!: RuleFileOutcome;

  @Field(() => ID, {
    nullable: true,
    description: 'null where the file was refused, and of a dry run where it would be added.',
  })
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
