import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfoType } from '../../graphql/page-info.type.ts';
import { AuditAction, AuditObject } from '../audit/index.ts';
import { ActivityKind, ActivitySeverity } from './activity-event.entity.ts';

registerEnumType(ActivityKind, {
  name: 'ActivityKind',
  description:
    'CHANGE: an entry of the audit log. SYNC_ENDED: one that changed something, failed, or waits to be confirmed. WORKER_SILENT: no heartbeat for 10 seconds. HEALTH: a part of Sluice stands otherwise than before.',
});
registerEnumType(ActivitySeverity, { name: 'ActivitySeverity', description: 'How much it matters.' });

@ObjectType('ActivityEntry', { description: 'Something that happened. Never changed.' })
export class ActivityEntryType {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime)
  at!: Date;

  @Field(() => ActivityKind)
  kind!: ActivityKind;

  @Field(() => ActivitySeverity)
  severity!: ActivitySeverity;

  @Field(() => String, { description: 'A sentence.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'Who made a CHANGE; null otherwise.' })
  actor!: string | null;

  @Field(() => AuditAction, { nullable: true, description: 'Of a CHANGE; null otherwise.' })
  action!: AuditAction | null;

  @Field(() => AuditObject, { nullable: true, description: 'Of a CHANGE; null otherwise.' })
  objectType!: AuditObject | null;

  @Field(() => ID, { nullable: true, description: 'null where there is none, as of a failed login.' })
  objectId!: string | null;

  @Field(() => String, { description: 'Its name at the time.' })
  objectName!: string;
}

@ObjectType('ActivityEdge')
export class ActivityEdge {
  @Field(() => String)
  cursor!: string;

  @Field(() => ActivityEntryType)
  node!: ActivityEntryType;
}

@ObjectType('ActivityConnection', { description: 'Newest first.' })
export class ActivityConnection {
  @Field(() => [ActivityEdge])
  edges!: ActivityEdge[];

  @Field(() => PageInfoType)
  pageInfo!: PageInfoType;
}
