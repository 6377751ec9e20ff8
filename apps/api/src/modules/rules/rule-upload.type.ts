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
  valuesConfig: {
    ADDED: { description: 'Its Sigma id was new to the repository.' },
    CHANGED: { description: 'The rule of its Sigma id has its text now.' },
    UNCHANGED: { description: 'The rule has this text already.' },
    REFUSED: { description: 'It is no valid rule; `diagnostics` say why, and what it held before stays.' },
    REMOVED: { description: 'Upstream has it no more, and its rule is gone.' },
    KEPT: { description: 'The rule is overridden or pinned, and keeps its own text.' },
  },
});

@InputType({ description: 'One file with one rule.' })
export class RuleFileInput {
  @Field(() => String, {
    description: 'Relative, without `..`, at most 1,000 characters; kept with the rule.',
  })
  path!: string;

  @Field(() => String, { description: 'Sigma YAML.' })
  text!: string;
}

@InputType({ description: 'An archive of rule files; of other files in it nothing is read.' })
export class RuleArchiveInput {
  @Field(() => String, { description: 'Ends in .zip, .tar.gz or .tgz.' })
  name!: string;

  @Field(() => String, { description: 'At most 256 MiB unpacked, 1 MiB a file, 100,000 entries.' })
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
  @Field(() => ID, { description: 'A LOCAL one; CONFLICT for others.' })
  repositoryId!: string;

  @Field(() => [RuleFileInput], { nullable: true, description: 'With those of the archive 1 to 60,000.' })
  files?: RuleFileInput[];

  @Field(() => RuleArchiveInput, { nullable: true, description: 'Read besides `files`.' })
  archive?: RuleArchiveInput;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Tells what would become of each file, and does nothing.',
  })
  dryRun!: boolean;
}

@ObjectType({ description: 'What became of one file, by a sync or an upload.' })
export class RuleFileReport {
  @Field(() => String, { description: 'As in the archive or the repository of the host.' })
  path!: string;

  @Field(() => RuleFileOutcome, { description: 'Of a dry run what would become of it.' })
  outcome!: RuleFileOutcome;

  @Field(() => ID, {
    nullable: true,
    description: 'null where the file was refused, and of a dry run where it would be added.',
  })
  ruleId!: string | null;

  @Field(() => ID, { nullable: true, description: 'null where the file was refused.' })
  sigmaId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'null where the file was refused.',
  })
  title!: string | null;

  @Field(() => [DiagnosticType], {
    description: 'Why it was refused; warnings of files that were taken, too.',
  })
  diagnostics!: DiagnosticType[];
}

@ObjectType({ description: 'What an upload did, file by file; of a dry run what it would do.' })
export class UploadRulesPayload {
  @Field(() => Int, { description: 'Rules that were not in the repository.' })
  added!: number;

  @Field(() => Int, { description: 'Rules that have another text now.' })
  changed!: number;

  @Field(() => Int, { description: 'Files whose rules had this text already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Files that were left out; the others were taken all the same.' })
  refused!: number;

  @Field(() => [RuleFileReport], { description: 'Refused files first.' })
  files!: RuleFileReport[];

  @Field(() => Int, {
    description: 'The revision that holds the change; the current one where nothing changed.',
  })
  revision!: number;
}
