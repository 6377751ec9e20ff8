import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum ReconcileDifferenceKind {
  MISSING = 'MISSING',
  OTHERWISE = 'OTHERWISE',
  SURPLUS = 'SURPLUS',
}

registerEnumType(ReconcileDifferenceKind, {
  name: 'ReconcileDifferenceKind',
  description: 'How what the workers are told differs from the configuration.',
  valuesConfig: {
    MISSING: { description: 'The workers were not told of it.' },
    OTHERWISE: { description: 'They were told of another state.' },
    SURPLUS: { description: 'They were told of what is not there, or not for them.' },
  },
});

@ObjectType({ description: 'An object of which workers are told otherwise than it is.' })
export class ReconcileDifference {
  @Field(() => ReconcileDifferenceKind, { description: 'In which way it differs.' })
  kind!: ReconcileDifferenceKind;

  @Field(() => ID, { description: 'Its key in the topic of the configuration, such as `rule/<id>`.' })
  key!: string;
}

@InputType({ description: 'Whether to mend what differs.' })
export class ReconcileConfigurationInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Tells the differences and mends none.' })
  dryRun!: boolean;
}

@ObjectType({ description: 'What differed, and what was mended.' })
export class ReconcileConfigurationPayload {
  @Field(() => Int, { description: 'Objects that were compared.' })
  compared!: number;

  @Field(() => Int, { description: 'Objects that differ; published anew except in a dry run.' })
  differing!: number;

  @Field(() => [ReconcileDifference], { description: 'The first 1,000 of them.' })
  differences!: ReconcileDifference[];

  @Field(() => Int, { description: 'The revision that mends them; the current one where none was made.' })
  revision!: number;
}
