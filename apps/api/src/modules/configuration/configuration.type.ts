import { GraphQLJSON as Json } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum ConfigurationAction {
  CREATE = 'CREATE',
  UPDATE = 'UPDATE',
  DELETE = 'DELETE',
}
registerEnumType(ConfigurationAction, {
  name: 'ConfigurationAction',
  description: 'What applying a document does.',
});

@InputType()
export class ApplyConfigurationInput {
  @Field(() => String, { description: 'YAML as `exportConfiguration` gives it; at most 8 Mi characters.' })
  document!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Answers what would change, and stores nothing.',
  })
  dryRun!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Deletes what the document does not name.' })
  prune!: boolean;
}

@ObjectType('ConfigurationFact')
export class ConfigurationFact {
  @Field(() => String)
  field!: string;

  @Field(() => Json, { nullable: true })
  before!: unknown;

  @Field(() => Json, { nullable: true })
  after!: unknown;
}

@ObjectType('ConfigurationChange')
export class ConfigurationChange {
  @Field(() => ConfigurationAction)
  action!: ConfigurationAction;

  @Field(() => String, {
    description: 'Where it stands in the document: settings, repositories, filters, logSources or pipelines.',
  })
  kind!: string;

  @Field(() => String)
  name!: string;

  @Field(() => [ConfigurationFact], { description: 'What differs.' })
  facts!: readonly ConfigurationFact[];
}

@ObjectType()
export class ApplyConfigurationPayload {
  @Field(() => [ConfigurationChange], {
    description: 'In the order in which they are made; none where all is as it should be.',
  })
  changes!: readonly ConfigurationChange[];

  @Field(() => Int, {
    description: 'The revision that holds all of the changes; the current one where there are none.',
  })
  revision!: number;
}
