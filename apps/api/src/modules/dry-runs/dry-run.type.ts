import { GraphQLJSON as Json } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DiagnosticType } from '../../graphql/diagnostic.type.ts';
import { MappedFieldInput } from '../log-sources/index.ts';
import { TopicSampleInput } from '../topics/index.ts';

const events = 'JSON, one event each; with those of `sample` at most 100.';
const countedEvents = 'JSON, one event each; with those of `sample` at most 1,000.';
const sample = 'Events of a topic, tried after those given. A token needs TOPICS_READ for it.';
const logSource = 'Its script and mapping come first; without it events are as they come.';

@InputType({ description: 'A rule and 1 to 100 events, which have at most 16 Mi characters together.' })
export class TestRuleInput {
  @Field(() => String, { description: 'Sigma YAML.' })
  text!: string;

  @Field(() => [String], { defaultValue: [], description: events })
  events!: string[];

  @Field(() => TopicSampleInput, { nullable: true, description: sample })
  sample?: TopicSampleInput | null;

  @Field(() => ID, { nullable: true, description: logSource })
  logSourceId?: string | null;
}

@InputType({
  description: 'A filter and 1 to 1,000 events, which have at most 16 Mi characters together.',
})
export class TestFilterInput {
  @Field(() => String, { description: 'YAML with a `detection`.' })
  text!: string;

  @Field(() => [String], { defaultValue: [], description: countedEvents })
  events!: string[];

  @Field(() => TopicSampleInput, { nullable: true, description: sample })
  sample?: TopicSampleInput | null;

  @Field(() => ID, { nullable: true, description: logSource })
  logSourceId?: string | null;
}

@InputType({
  description: 'Script, mapping and 1 to 100 events, which have at most 16 Mi characters together.',
})
export class TestLogSourceInput {
  @Field(() => String, {
    defaultValue: '',
    description: 'Empty for none; BAD_USER_INPUT with line and column where it is wrong.',
  })
  script!: string;

  @Field(() => [MappedFieldInput], {
    defaultValue: [],
    description: 'The whole mapping, in place of one that is kept.',
  })
  mapping!: MappedFieldInput[];

  @Field(() => [String], { defaultValue: [], description: events })
  events!: string[];

  @Field(() => TopicSampleInput, { nullable: true, description: sample })
  sample?: TopicSampleInput | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Where neither `events` nor `sample` are given: the newest 20 events of each of its `testTopics` are tried, as by `sample`. Its script and mapping are not taken.',
  })
  logSourceId?: string | null;
}

@ObjectType('Trial', { description: 'What a rule or filter makes of one event.' })
export class TrialType {
  @Field(() => String, { description: 'The event as it came.' })
  text!: string;

  @Field(() => Boolean, {
    description: "What a worker would find, were the rule for the event's log source.",
  })
  isMatch!: boolean;

  @Field(() => Boolean, {
    description:
      "False where the rule matches, and is for other log sources than the event's: workers would not try it.",
  })
  isLogSourceFitting!: boolean;

  @Field(() => Json, {
    nullable: true,
    description:
      'Tree of condition, selections and items: `kind`, `outcome`, `why`, `children`, with the values found; null where the text is no event.',
  })
  explanation!: unknown;

  @Field(() => String, {
    nullable: true,
    description: 'Why the script could not go through; the event was then tried as it came.',
  })
  scriptError!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the text is no event; null where it is.' })
  refusal!: string | null;
}

@ObjectType('TrialCounts', {
  description: 'What became of all events together, those beyond the first 100 too.',
})
export class TrialCountsType {
  @Field(() => Int, { description: 'What a filter would take out, or what the rule matches.' })
  matched!: number;

  @Field(() => Int, { description: 'What a filter would let through, or what the rule does not match.' })
  passed!: number;

  @Field(() => Int, { description: 'Texts that are no event: workers make them dead letters.' })
  refused!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Of the events, 0 to 1; null where every text was refused.',
  })
  matchedShare!: number | null;
}

@ObjectType('TestPayload', { description: 'What became of each event, or what is wrong with the text.' })
export class TestPayload {
  @Field(() => [DiagnosticType], {
    description: 'Findings about the text; warnings of one that was tried, too.',
  })
  diagnostics!: DiagnosticType[];

  @Field(() => [TrialType], {
    nullable: true,
    description: 'Of the first 100 events, in their order; null where the text was refused.',
  })
  trials!: readonly TrialType[] | null;

  @Field(() => TrialCountsType, { nullable: true, description: 'null where the text was refused.' })
  counts!: TrialCountsType | null;
}

@ObjectType('ParseTrial', { description: 'What script and mapping make of one event.' })
export class ParseTrialType {
  @Field(() => String, { description: 'The event as it came.' })
  text!: string;

  @Field(() => Json, { nullable: true, description: 'After the script; null where the text is no event.' })
  event!: unknown;

  @Field(() => Json, { nullable: true, description: 'What the mapping finds, by the field of the rules.' })
  mapped!: unknown;

  @Field(() => String, { nullable: true, description: 'Why the script could not go through.' })
  scriptError!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the text is no event; null where it is.' })
  refusal!: string | null;
}
