import { GraphQLJSON as Json } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PreviewedPipelinesType } from '../previews/index.ts';
import { TopicSampleInput } from '../topics/index.ts';

export enum ConfigurationAction {
  CREATE = 'CREATE',
  UPDATE = 'UPDATE',
  DELETE = 'DELETE',
}
registerEnumType(ConfigurationAction, {
  name: 'ConfigurationAction',
  description: 'What applying a document does.',
  valuesConfig: {
    CREATE: { description: 'The document names what is not there.' },
    UPDATE: { description: 'The document says otherwise than it is.' },
    DELETE: { description: 'The document does not name it; with `prune` alone.' },
  },
});

@InputType({ description: 'A document, and how far it goes.' })
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

  @Field(() => [String], {
    defaultValue: [],
    description:
      'Of a dry run: events of the sources, JSON each, at most 100. They tell what filters take out and which rules can never fire.',
  })
  events!: string[];

  @Field(() => TopicSampleInput, {
    nullable: true,
    description: 'Of a dry run: events of a source, besides those given. A token needs TOPICS_READ for it.',
  })
  sample?: TopicSampleInput | null;
}

@ObjectType('ConfigurationFact', { description: 'A field that applying makes another.' })
export class ConfigurationFact {
  @Field(() => String, { description: 'As in the document.' })
  field!: string;

  @Field(() => Json, { nullable: true, description: 'null where there was none.' })
  before!: unknown;

  @Field(() => Json, { nullable: true, description: 'null where there is to be none.' })
  after!: unknown;
}

@ObjectType('ConfigurationChange', { description: 'What applying does to one object.' })
export class ConfigurationChange {
  @Field(() => ConfigurationAction, { description: 'Of a dry run what it would do.' })
  action!: ConfigurationAction;

  @Field(() => String, {
    description:
      'Where it stands in the document: settings, repositories, rules, filters, logSources or pipelines.',
  })
  kind!: string;

  @Field(() => String, { description: 'By which the document and Sluice know it.' })
  name!: string;

  @Field(() => [ConfigurationFact], { description: 'What differs.' })
  facts!: readonly ConfigurationFact[];
}

@ObjectType({ description: 'What applying changed; of a dry run what it would change.' })
export class ApplyConfigurationPayload {
  @Field(() => [ConfigurationChange], {
    description: 'In the order in which they are made; none where all is as it should be.',
  })
  changes!: readonly ConfigurationChange[];

  @Field(() => Int, {
    description: 'The revision that holds all of the changes; the current one where there are none.',
  })
  revision!: number;

  @Field(() => PreviewedPipelinesType, {
    nullable: true,
    description:
      'What would become of pipelines and their rules: those that use what changes, or whose rules would be others. null where it was no dry run.',
  })
  pipelines!: PreviewedPipelinesType | null;
}
