import { GraphQLDateTime as DateTime } from 'graphql-scalars';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';

export enum HealthPartType {
  POSTGRES = 'POSTGRES',
  KAFKA = 'KAFKA',
  QUEUE = 'QUEUE',
  OUTBOX = 'OUTBOX',
  WORKERS = 'WORKERS',
  REPOSITORIES = 'REPOSITORIES',
  DISK = 'DISK',
}
registerEnumType(HealthPartType, {
  name: 'HealthPart',
  description:
    'QUEUE: jobs, on Redis or Postgres. OUTBOX: changes on their way to Kafka. WORKERS: matchers. REPOSITORIES: their syncs. DISK: where the API works.',
  valuesConfig: {
    POSTGRES: { description: 'Where configuration, detections and metrics are kept.' },
    KAFKA: { description: "The brokers, and Sluice's own topics at them." },
    QUEUE: { description: 'Jobs, on Redis or Postgres.' },
    OUTBOX: { description: 'Changes on their way to Kafka.' },
    WORKERS: { description: 'The matchers, and rules that they refuse.' },
    REPOSITORIES: { description: 'How the last syncs ended.' },
    DISK: { description: 'Room where the API works, which git needs.' },
  },
});

export enum HealthStatusType {
  OK = 'OK',
  DEGRADED = 'DEGRADED',
  DOWN = 'DOWN',
}
registerEnumType(HealthStatusType, {
  name: 'HealthStatus',
  description:
    'DEGRADED: it works, and somebody should look. DOWN: it does not work, or does not answer in time.',
  valuesConfig: {
    OK: { description: 'Nothing is to be done.' },
    DEGRADED: { description: 'It works, and somebody should look.' },
    DOWN: { description: 'It does not work, or does not answer within 5 seconds.' },
  },
});

@ObjectType('PartHealth', { description: 'How one part stands, and what to do.' })
export class PartHealthType {
  @Field(() => HealthPartType, { description: 'Each once.' })
  part!: HealthPartType;

  @Field(() => HealthStatusType, { description: 'Of this part alone.' })
  status!: HealthStatusType;

  @Field(() => String, { description: 'How it stands.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'What to do; null while it is OK.' })
  remedy!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of Kafka the releases that its brokers are of, such as `4.3`, by the metadata.version they support. null where it does not say.',
  })
  version!: string | null;

  @Field(() => Float, { description: 'How long the look took; at most 5,000.' })
  latencyMs!: number;

  @Field(() => DateTime, {
    description: 'When it was first seen so, as far back as this replica has looked.',
  })
  since!: Date;
}

@ObjectType('Health', { description: 'All parts together, as this replica of the API sees them.' })
export class HealthType {
  @Field(() => HealthStatusType, { description: 'That of the worst part.' })
  status!: HealthStatusType;

  @Field(() => String, { description: 'Of the API.' })
  version!: string;

  @Field(() => DateTime, { description: 'When the parts were looked at; at most 2 seconds ago.' })
  checkedAt!: Date;

  @Field(() => [PartHealthType], { description: 'All of them, those that are OK too.' })
  parts!: readonly PartHealthType[];
}
