import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MappedFieldInput } from '../log-sources/index.ts';
import { TopicSampleInput } from '../topics/index.ts';

@InputType({ description: 'Rules, and 1 to 100 events to look for their fields in.' })
export class SuggestMappingInput {
  @Field(() => [ID], { defaultValue: [], description: 'Whose rules count; none: those of all repositories.' })
  repositoryIds!: string[];

  @Field(() => String, { defaultValue: '', description: 'A parsing script that the events go through.' })
  script!: string;

  @Field(() => [MappedFieldInput], { defaultValue: [], description: 'What is mapped already.' })
  mapping!: MappedFieldInput[];

  @Field(() => [String], {
    defaultValue: [],
    description: 'JSON, one event each; with those of `sample` at most 100.',
  })
  events!: string[];

  @Field(() => TopicSampleInput, {
    nullable: true,
    description: 'Events of a topic, besides those given. A token needs TOPICS_READ for it.',
  })
  sample?: TopicSampleInput | null;
}

@ObjectType('SuggestedSource', { description: "An event's field that may be meant." })
export class SuggestedSourceType {
  @Field(() => String, { description: 'Dotted below objects.' })
  source!: string;

  @Field(() => Float, { description: 'How alike the names are, 0 to 1.' })
  name!: number;

  @Field(() => Float, { description: 'How much of what rules look for its values have, 0 to 1.' })
  value!: number;

  @Field(() => Float, { description: 'Of both, 0.5 to 1.' })
  score!: number;

  @Field(() => [String], { description: 'Some of its values.' })
  examples!: readonly string[];
}

@ObjectType('MappingSuggestion', { description: 'A field that rules ask for and the events lack.' })
export class MappingSuggestionType {
  @Field(() => String, { description: 'As rules write it.' })
  field!: string;

  @Field(() => Int, { description: 'Rules that ask for it.' })
  rules!: number;

  @Field(() => [SuggestedSourceType], { description: 'Best first, at most 3.' })
  sources!: readonly SuggestedSourceType[];
}
