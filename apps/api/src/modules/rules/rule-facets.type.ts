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
  HITS = 'HITS',
  FAILING_TESTS = 'FAILING_TESTS',
}
registerEnumType(RuleFacetField, {
  name: 'RuleFacetField',
  description: 'What rules are counted by; each is a field of RuleFilter.',
  valuesConfig: {
    LEVEL: { description: 'The level in force: an override in place of the one in the text.' },
    STATUS: { description: 'How mature the author calls it, such as `stable`.' },
    PRODUCT: { description: 'Of the log source, such as `windows`.' },
    CATEGORY: { description: 'Of the log source, such as `process_creation`.' },
    SERVICE: { description: 'Of the log source, such as `sysmon`.' },
    TACTIC: { description: 'Of ATT&CK; a rule with several counts for each.' },
    TECHNIQUE: { description: 'Of ATT&CK; a rule with several counts for each.' },
    REPOSITORY: { description: 'By id; `label` is the name.' },
    STAGE: { description: 'DRAFT, SHADOW or LIVE.' },
    ENABLED: { description: '`true` or `false`.' },
    NEVER_MATCHED: { description: '`true`: no match as far back as hours of metrics are kept.' },
    HITS: {
      description:
        'Matches in 24 hours: a value of RuleHits. Counted where it is asked for by name, and up to 5 seconds old.',
    },
    FAILING_TESTS: { description: '`true`: a stored test ends otherwise than it expects.' },
  },
});

@ObjectType('RuleFacetValue', { description: 'One value of a facet.' })
export class RuleFacetValue {
  @Field(() => String, {
    description:
      'As the filter takes it: for example `HIGH`, `windows`, the id of a repository, `true`. Empty for rules without the value.',
  })
  value!: string;

  @Field(() => String, {
    description: 'For people: of a repository its name, of hits the numbers, otherwise the value.',
  })
  label!: string;

  @Field(() => Int, { description: 'Rules with it.' })
  count!: number;
}

@ObjectType('RuleFacet', { description: 'Rules counted by one field.' })
export class RuleFacet {
  @Field(() => RuleFacetField, {
    description: 'Its values go into the field of RuleFilter that it is named after.',
  })
  field!: RuleFacetField;

  @Field(() => [RuleFacetValue], {
    description:
      'Most rules first, the first 200. Counted under all of the filter but its part for this field.',
  })
  values!: RuleFacetValue[];
}

@ObjectType('RuleFacets', { description: 'Counts to narrow a filter down by.' })
export class RuleFacets {
  @Field(() => Int, { description: 'Rules that pass the filter.' })
  totalCount!: number;

  @Field(() => [RuleFacet], { description: 'One for each field that was asked for.' })
  facets!: RuleFacet[];
}
