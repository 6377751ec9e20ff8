import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfoType } from '../../graphql/page-info.type.ts';
import { AuditAction, AuditObject } from '../audit/index.ts';
import { ActivityKind, ActivitySeverity } from './activity-event.entity.ts';

registerEnumType(ActivityKind, {
  name: 'ActivityKind',
  description:
    'CHANGE: an entry of the audit log. SYNC_ENDED: one that changed something, failed, or waits to be confirmed. WORKER_SILENT: no heartbeat for 10 seconds. HEALTH: a part of Sluice stands otherwise than before.',
  valuesConfig: {
    CHANGE: { description: 'An entry of the audit log.' },
    SYNC_ENDED: { description: 'A sync changed something, failed, was cancelled, or waits to be confirmed.' },
    WORKER_JOINED: { description: 'A matcher was started.' },
    WORKER_LEFT: { description: 'A matcher was stopped, or has been silent for 10 minutes.' },
    WORKER_SILENT: { description: 'A matcher sent no heartbeat for 10 seconds.' },
    PIPELINE_STATUS: {
      description: 'A pipeline stands otherwise than before: it fails, lags, or runs again.',
    },
    HEALTH: {
      description: 'A part of Sluice stands otherwise than before; for engineers and administrators.',
    },
  },
});
registerEnumType(ActivitySeverity, {
  name: 'ActivitySeverity',
  description: 'How much it matters.',
  valuesConfig: {
    INFO: { description: 'As it should be.' },
    WARNING: { description: 'Somebody should look.' },
    ERROR: { description: 'Something does not work.' },
  },
});

@ObjectType('ActivityEntry', { description: 'Something that happened. Never changed.' })
export class ActivityEntryType {
  @Field(() => ID, { description: 'Unique in the feed, and the same in every replica.' })
  id!: string;

  @Field(() => DateTime, { description: 'When it happened, or was seen.' })
  at!: Date;

  @Field(() => ActivityKind, { description: 'What happened; other fields are null where the kind has none.' })
  kind!: ActivityKind;

  @Field(() => ActivitySeverity, { description: 'How much it matters.' })
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

@ObjectType('ActivityEdge', { description: 'What happened, and where it stands in the feed.' })
export class ActivityEdge {
  @Field(() => String, { description: 'Send it as `after` for what is older.' })
  cursor!: string;

  @Field(() => ActivityEntryType, { description: 'One thing that happened.' })
  node!: ActivityEntryType;
}

@ObjectType('ActivityConnection', { description: 'Newest first.' })
export class ActivityConnection {
  @Field(() => [ActivityEdge], { description: 'At most as many as were asked for.' })
  edges!: ActivityEdge[];

  @Field(() => PageInfoType, { description: '`endCursor` leads to the next, older page.' })
  pageInfo!: PageInfoType;
}
