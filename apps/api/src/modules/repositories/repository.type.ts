import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RepositoryType, SyncMode } from './repository.entity.ts';

registerEnumType(RepositoryType, {
  name: 'RepositoryType',
  description:
    "Where the rules come from. LOCAL: they are edited here. GIT: they are synced from a git host. SOC_PRIME: from a repository of SOC Prime's platform.",
  valuesConfig: {
    LOCAL: { description: 'Rules are written and uploaded here.' },
    GIT: { description: 'Rules are synced from a git host.' },
    SOC_PRIME: { description: "Rules are synced from a repository of SOC Prime's platform." },
  },
});
registerEnumType(SyncMode, {
  name: 'SyncMode',
  description:
    'What happens to changes that a sync finds. AUTO: they are in force at once. REVIEW: they wait in `syncChanges` until people accept, reject or pin them.',
  valuesConfig: {
    AUTO: { description: 'Changes are in force at once.' },
    REVIEW: { description: 'Changes wait in `syncChanges` until people decide.' },
  },
});

@ObjectType('GitSource', { description: 'Where the rules of a GIT repository come from.' })
export class GitSourceObject {
  @Field(() => String, {
    description: '`https://github.com/<owner>/<name>`, or `https://<host>/<path>` of any other git host.',
  })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Branch, tag or commit; null for the default branch.' })
  ref!: string | null;

  @Field(() => [String], {
    description:
      "Folders, and patterns with * and **; with ! before it, what is left out. Empty: SigmaHQ's rule folders where there are some, else all.",
  })
  folders!: string[];

  @Field(() => Int, { nullable: true, description: 'Between two runs; null where there is no interval.' })
  intervalMinutes!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Times in UTC, as crontab(5) has them; null where there is no schedule.',
  })
  cron!: string | null;

  @Field(() => SyncMode, { description: 'Whether what a run finds is in force at once or waits for people.' })
  mode!: SyncMode;

  @Field(() => Int, { description: 'A run that would remove a larger share of the rules asks first.' })
  maxRemovedPercent!: number;

  @Field(() => Boolean, { description: 'The token itself is never shown.' })
  hasAccessToken!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the host can tell of pushes; the secret itself is never shown.',
  })
  hasWebhookSecret!: boolean;

  @Field(() => String, { description: "Where the host's webhook posts to, below the address of the API." })
  webhookPath!: string;
}

@ObjectType('SocPrimeSource', { description: 'Where the rules of a SOC_PRIME repository come from.' })
export class SocPrimeSourceObject {
  @Field(() => ID, { description: "The platform's id of the repository." })
  platformId!: string;

  @Field(() => Int, { nullable: true, description: 'Between two runs; null where there is no interval.' })
  intervalMinutes!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Times in UTC, as crontab(5) has them; null where there is no schedule.',
  })
  cron!: string | null;

  @Field(() => SyncMode, { description: 'Whether what a run finds is in force at once or waits for people.' })
  mode!: SyncMode;

  @Field(() => Int, { description: 'A run that would remove a larger share of the rules asks first.' })
  maxRemovedPercent!: number;
}

@ObjectType('Repository', { description: 'A set of rules.' })
export class RepositoryObject {
  @Field(() => ID, { description: 'Given by Sluice; pipelines name it by this.' })
  id!: string;

  @Field(() => String, { description: 'Unique; 1 to 100 characters.' })
  name!: string;

  @Field(() => RepositoryType, { description: 'Never changes.' })
  type!: RepositoryType;

  @Field(() => String, { description: 'For people; empty where nobody gave one.' })
  description!: string;

  @Field(() => Int, { description: 'Grows with each change; send it back with an update.' })
  version!: number;

  @Field(() => DateTime, { description: 'When it was created; the audit log tells by whom.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    description: 'When it was last changed itself, not its rules; at first as `createdAt`.',
  })
  updatedAt!: Date;
}

@InputType({ description: 'A LOCAL repository.' })
export class CreateRepositoryInput {
  @Field(() => String, { description: '1 to 100 characters; unique.' })
  name!: string;

  @Field(() => String, { defaultValue: '', description: 'For people.' })
  description!: string;
}

@InputType({ description: 'What is left out stays as it is, or as the defaults say.' })
class ScheduleSettings {
  @Field(() => Int, {
    nullable: true,
    description: '5 to 43200, in place of a schedule; null: no interval.',
  })
  intervalMinutes?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'In place of an interval: minute, hour, day of month, month and day of week in UTC, at least 5 minutes apart, such as `30 4 * * *`; null: no schedule.',
  })
  cron?: string | null;

  @Field(() => Int, { nullable: true, description: '0 to 100; 20 unless it is set.' })
  maxRemovedPercent?: number | null;

  @Field(() => SyncMode, { nullable: true, description: 'AUTO unless it is set.' })
  mode?: SyncMode | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateSocPrimeSourceInput extends ScheduleSettings {}

@InputType({ description: 'What is left out stays as it is, or as the defaults say.' })
class GitSourceSettings extends ScheduleSettings {
  @Field(() => String, { nullable: true, description: 'Branch, tag or commit; null for the default branch.' })
  ref?: string | null;

  @Field(() => [String], { nullable: true, description: 'As in GitSource; at most 50.' })
  folders?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Kept encrypted and never shown; needs SECRETS_KEY. null: none.',
  })
  accessToken?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'As it is entered at the host, which signs its pushes with it; kept as the access token is. null: none.',
  })
  webhookSecret?: string | null;
}

@InputType({ description: 'Where to sync from; what is left out is as the defaults say.' })
export class GitSourceInput extends GitSourceSettings {
  @Field(() => String, {
    description: '`https://github.com/<owner>/<name>`, or `https://<host>/<path>` of any other git host.',
  })
  url!: string;
}

@InputType({
  description: 'What is left out stays as it is; another host is asked without the access token.',
})
export class UpdateGitSourceInput extends GitSourceSettings {
  @Field(() => String, {
    nullable: true,
    description: '`https://github.com/<owner>/<name>`, or `https://<host>/<path>` of any other git host.',
  })
  url?: string | null;
}

@InputType({ description: 'A repository that is synced from a git host.' })
export class CreateGitRepositoryInput extends CreateRepositoryInput {
  @Field(() => GitSourceInput, { description: 'See `repositoryPresets` for values that many use.' })
  git!: GitSourceInput;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateRepositoryInput {
  @Field(() => ID, { description: 'Of the repository.' })
  id!: string;

  @Field(() => Int, {
    description: 'The version that was edited: CONFLICT where it is no longer the newest.',
  })
  version!: number;

  @Field(() => String, { nullable: true, description: '1 to 100 characters; unique.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'For people; empty for none.' })
  description?: string | null;

  @Field(() => UpdateGitSourceInput, { nullable: true, description: 'For repositories of the type GIT.' })
  git?: UpdateGitSourceInput | null;

  @Field(() => UpdateSocPrimeSourceInput, {
    nullable: true,
    description: 'For repositories of the type SOC_PRIME.',
  })
  socPrime?: UpdateSocPrimeSourceInput | null;
}

@ObjectType('RepositoryPreset', {
  description: 'A repository that many use: values for createGitRepository.',
})
export class RepositoryPresetObject {
  @Field(() => ID, { description: 'Of the preset, not of a repository.' })
  id!: string;

  @Field(() => String, { description: 'A name to propose; it may be taken.' })
  name!: string;

  @Field(() => String, { description: 'What its rules are about, and in which language.' })
  description!: string;

  @Field(() => String, { description: 'As GitSource has it.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'null for the default branch.' })
  ref!: string | null;

  @Field(() => [String], { description: 'As GitSource has them.' })
  folders!: readonly string[];

  @Field(() => Boolean, {
    description:
      'Whether its rules are Sigma; of others each file is refused, with a diagnostic that says what it is.',
  })
  isSigma!: boolean;
}

@ObjectType({ description: 'The new repository, without rules as yet.' })
export class CreateRepositoryPayload {
  @Field(() => RepositoryObject, { description: 'As it is now.' })
  repository!: RepositoryObject;

  @Field(() => Int, { description: 'The revision that holds the change.' })
  revision!: number;
}

@ObjectType({ description: 'The new repository; its rules come with the first run.' })
export class CreateGitRepositoryPayload extends CreateRepositoryPayload {}

@ObjectType({ description: 'The repository with its new version.' })
export class UpdateRepositoryPayload extends CreateRepositoryPayload {}

@ObjectType({ description: 'What is gone, its rules with it.' })
export class DeleteRepositoryPayload {
  @Field(() => ID, { description: 'Of the repository that is gone.' })
  id!: string;

  @Field(() => Int, { description: "The revision that holds the change, the rules' too." })
  revision!: number;
}
