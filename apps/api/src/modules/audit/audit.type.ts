import { GraphQLDateTime as DateTime, GraphQLJSONObject as JsonObject } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfoType } from '../../graphql/page-info.type.ts';
import { AuditAction, AuditObject } from './audit-entry.entity.ts';

registerEnumType(AuditAction, { name: 'AuditAction', description: 'What was done.' });
registerEnumType(AuditObject, { name: 'AuditObject', description: 'What it was done to.' });

@ObjectType('AuditEntry', {
  description: 'Who did what, from where. Written with the change itself, never changed.',
})
export class AuditEntryType {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime)
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

  @Field(() => AuditAction)
  action!: AuditAction;

  @Field(() => AuditObject)
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
  @Field(() => [AuditAction], { nullable: true })
  actions?: AuditAction[] | null;

  @Field(() => [AuditObject], { nullable: true })
  objectTypes?: AuditObject[] | null;

  @Field(() => ID, { nullable: true })
  objectId?: string | null;

  @Field(() => ID, { nullable: true })
  userId?: string | null;

  @Field(() => String, { nullable: true, description: "Part of the actor's or the object's name." })
  search?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Inclusive.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Exclusive.' })
  to?: Date | null;
}

@ObjectType('AuditLogEdge')
export class AuditLogEdge {
  @Field(() => String)
  cursor!: string;

  @Field(() => AuditEntryType)
  node!: AuditEntryType;
}

@ObjectType('AuditLogConnection', { description: 'Newest first.' })
export class AuditLogConnection {
  @Field(() => [AuditLogEdge])
  edges!: AuditLogEdge[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;
}
