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
});

@ObjectType('PartHealth')
export class PartHealthType {
  @Field(() => HealthPartType)
  part!: HealthPartType;

  @Field(() => HealthStatusType)
  status!: HealthStatusType;

  @Field(() => String, { description: 'How it stands.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'What to do; null while it is OK.' })
  remedy!: string | null;

  @Field(() => String, { nullable: true, description: 'null where it does not say, as Kafka.' })
  version!: string | null;

  @Field(() => Float, { description: 'How long the look took; at most 5,000.' })
  latencyMs!: number;

  @Field(() => DateTime, {
    description: 'When it was first seen so, as far back as this replica has looked.',
  })
  since!: Date;
}

@ObjectType('Health')
export class HealthType {
  @Field(() => HealthStatusType, { description: 'That of the worst part.' })
  status!: HealthStatusType;

  @Field(() => String, { description: 'Of the API.' })
  version!: string;

  @Field(() => DateTime)
  checkedAt!: Date;

  @Field(() => [PartHealthType])
  parts!: readonly PartHealthType[];
}
