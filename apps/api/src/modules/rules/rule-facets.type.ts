import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum RuleFacetField {
  LEVEL = 'LEVEL',
  STATUS = 'STATUS',
  PRODUCT = 'PRODUCT',
  CATEGORY = 'CATEGORY',
  SERVICE = 'SERVICE',
  TACTIC = 'TACTIC',
  TECHNIQUE = 'TECHNIQUE',
  REPOSITORY = 'REPOSITORY',
  STAGE = 'STAGE',
  ENABLED = 'ENABLED',
  NEVER_MATCHED = 'NEVER_MATCHED',
  FAILING_TESTS = 'FAILING_TESTS',
}
registerEnumType(RuleFacetField, {
  name: 'RuleFacetField',
  description: 'What rules are counted by; each is a field of RuleFilter.',
});

@ObjectType('RuleFacetValue')
export class RuleFacetValue {
  @Field(() => String, {
    description:
      'As the filter takes it: for example `HIGH`, `windows`, the id of a repository, `true`. Empty for rules without the value.',
  })
  value!: string;

  @Field(() => String, { description: 'For people: of a repository its name, otherwise the value.' })
  label!: string;

  @Field(() => Int)
  count!: number;
}

@ObjectType('RuleFacet')
export class RuleFacet {
  @Field(() => RuleFacetField)
  field!: RuleFacetField;

  @Field(() => [RuleFacetValue], {
    description:
      'Most rules first, the first 200. Counted under all of the filter but its part for this field.',
  })
  values!: RuleFacetValue[];
}

@ObjectType('RuleFacets')
export class RuleFacets {
  @Field(() => Int, { description: 'Rules that pass the filter.' })
  totalCount!: number;

  @Field(() => [RuleFacet])
  facets!: RuleFacet[];
}
