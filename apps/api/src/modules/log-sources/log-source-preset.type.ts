import { Field, ID, ObjectType } from 'type-graphql';
import { SigmaLogSourceType } from '../../graphql/sigma-log-source.type.ts';
import { MappedFieldType } from './log-source.type.ts';

@ObjectType('LogSourcePreset', {
  description:
    'A log source to begin with: `name`, `script` and `mapping` are an input of `createLogSource`.',
})
export class LogSourcePresetObject {
  @Field(() => ID, { description: 'Letters, digits and hyphens; the same in later versions.' })
  id!: string;

  @Field(() => String, { description: 'Short; choose another where yours is taken.' })
  name!: string;

  @Field(() => String, { description: 'What sends such events, and what is made of them.' })
  description!: string;

  @Field(() => String, { description: 'A parsing script; empty where events are understood as they come.' })
  script!: string;

  @Field(() => [MappedFieldType], { description: 'Empty where the fields have their names already.' })
  mapping!: MappedFieldType[];

  @Field(() => String, { description: 'An event as it comes, JSON; try it with `testLogSource`.' })
  example!: string;

  @Field(() => [SigmaLogSourceType], {
    description: 'What the example is told to be: whose rules are tried on it.',
  })
  logSources!: SigmaLogSourceType[];
}
