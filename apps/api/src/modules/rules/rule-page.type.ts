import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleLevel } from '../../graphql/rule-level.ts';
import { RuleObject } from './rule.type.ts';

export enum RuleSort {
  TITLE = 'TITLE',
  LEVEL = 'LEVEL',
  UPDATED_AT = 'UPDATED_AT',
}
registerEnumType(RuleSort, {
  name: 'RuleSort',
  description: 'LEVEL: highest first. UPDATED_AT: newest first.',
});

@ObjectType()
export class RulePage {
  @Field(() => [RuleObject])
  items!: RuleObject[];

  @Field(() => Int)
  totalCount!: number;
}

@InputType()
export class PageInput {
  @Field(() => Int, { defaultValue: 50, description: '1 to 200.' })
  limit!: number;

  @Field(() => Int, { defaultValue: 0 })
  offset!: number;
}

@InputType('RuleFilter', { description: 'All that is given must hold.' })
export class RuleFilterInput {
  @Field(() => String, { nullable: true, description: "Part of the title, the path or the author's id." })
  search?: string;

  @Field(() => ID, { nullable: true })
  repositoryId?: string;

  @Field(() => [RuleLevel], { nullable: true })
  levels?: RuleLevel[];

  @Field(() => String, { nullable: true })
  product?: string;

  @Field(() => String, { nullable: true })
  category?: string;

  @Field(() => String, { nullable: true })
  service?: string;

  @Field(() => String, { nullable: true, description: 'For example `T1059.001`.' })
  technique?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: no match within 13 months, in the stage SHADOW neither. false: at least one.',
  })
  neverMatched?: boolean;
}
