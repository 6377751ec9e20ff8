import { GraphQLDateTime as DateTime, GraphQLJSONObject as JsonObject } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfoType } from '../../graphql/page-info.type.ts';
import { AuditAction, AuditObject } from './audit-entry.entity.ts';

registerEnumType(AuditAction, {
  name: 'AuditAction',
  description: 'What was done.',
  valuesConfig: {
    CREATE: { description: '`before` is null.' },
    UPDATE: { description: '`before` and `after` hold what differs.' },
    DELETE: { description: '`after` is null; a session that somebody ends is deleted, too.' },
    IMPORT: { description: 'Rules came by upload or sync, or an ATT&CK bundle was loaded.' },
    SYNC: {
      description: 'A sync was started, cancelled or confirmed, or its changes were rejected or pinned.',
    },
    RECONCILE: { description: 'What workers are told was compared with the configuration.' },
    LOGIN: { description: 'By password or by single sign-on.' },
    LOGIN_FAILED: { description: '`after` has the reason, which the caller was not told.' },
    LOGOUT: { description: 'The user ended their session.' },
  },
});
registerEnumType(AuditObject, {
  name: 'AuditObject',
  description: 'What it was done to.',
  valuesConfig: {
    RULE: {
      description:
        'One, or many at once: `objectId` is then null, and the first 1,000 ids stand among the facts.',
    },
    REPOSITORY: { description: 'Its syncs and uploads too.' },
    FILTER: { description: 'A detection that takes events out.' },
    LOG_SOURCE: { description: 'Script and mapping.' },
    PIPELINE: { description: 'Enabling and disabling it, too.' },
    TOPIC: { description: '`objectId` is its name.' },
    USER: { description: 'Logins too.' },
    SESSION: { description: "`objectName` is its user's e-mail." },
    API_TOKEN: { description: 'Never with its secret.' },
    SOC_PRIME_KEY: { description: 'Never the key itself.' },
    ATTACK_CATALOGUE: { description: 'Its address, and what was loaded.' },
    ATTACK_LAYER: { description: 'A layer that was imported.' },
    SETTINGS: { description: 'One entry for all that were changed together.' },
    CONFIGURATION: { description: 'As workers are told it, in Kafka.' },
  },
});

@ObjectType('AuditEntry', {
  description: 'Who did what, from where. Written with the change itself, never changed.',
})
export class AuditEntryType {
  @Field(() => ID, { description: '64 bits, a decimal string; grows with time.' })
  id!: string;

  @Field(() => DateTime, { description: 'When the change was made, by the clock of Postgres.' })
  at!: Date;

  @Field(() => ID, { nullable: true, description: 'null for Sluice itself; the user may be gone.' })
  userId!: string | null;

  @Field(() => String, {
    description: 'E-mail of the user at the time; for Sluice itself the part that acted.',
  })
  actor!: string;

  @Field(() => String, { nullable: true, description: 'IP address; null for Sluice itself.' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'As errors and logs tell it; null for Sluice itself.' })
  requestId!: string | null;

  @Field(() => AuditAction, { description: 'What was done.' })
  action!: AuditAction;

  @Field(() => AuditObject, { description: 'What it was done to; what `objectId` is of.' })
  objectType!: AuditObject;

  @Field(() => ID, { nullable: true, description: 'null where there is none, as of a failed login.' })
  objectId!: string | null;

  @Field(() => String, { description: 'Its name at the time.' })
  objectName!: string;

  @Field(() => JsonObject, {
    nullable: true,
    description: 'What differs, as it was; null where it was created.',
  })
  before!: Record<string, unknown> | null;

  @Field(() => JsonObject, {
    nullable: true,
    description: 'What differs, as it became; null where it was deleted.',
  })
  after!: Record<string, unknown> | null;
}

@InputType({ description: 'What is left out is any.' })
export class AuditLogFilter {
  @Field(() => [AuditAction], { nullable: true, description: 'Any of these.' })
  actions?: AuditAction[] | null;

  @Field(() => [AuditObject], { nullable: true, description: 'Any of these.' })
  objectTypes?: AuditObject[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of any kind of object; `objectTypes` says of which.',
  })
  objectId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who did it; one that is gone can still be asked for.' })
  userId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Part of the actor's or the object's name, of its first 1,000 characters, whatever the letter case; quick from three characters on.",
  })
  search?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' })
  to?: Date | null;
}

@ObjectType('AuditLogEdge', { description: 'An entry, and where it stands in the log.' })
export class AuditLogEdge {
  @Field(() => String, { description: 'Send it as `after` for what is older.' })
  cursor!: string;

  @Field(() => AuditEntryType, { description: 'Who did what.' })
  node!: AuditEntryType;
}

@ObjectType('AuditLogConnection', { description: 'Newest first.' })
export class AuditLogConnection {
  @Field(() => [AuditLogEdge], { description: 'At most as many as were asked for.' })
  edges!: AuditLogEdge[];

  @Field(() => PageInfoType, { description: '`endCursor` leads to the next, older page.' })
  pageInfo!: PageInfoType;
}
