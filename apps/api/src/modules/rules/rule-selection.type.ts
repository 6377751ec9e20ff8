import { Field, ID, InputType } from 'type-graphql';
import { AppError } from '../../app-error.ts';
import { RuleFilterInput, toRuleFilter } from './rule-page.type.ts';
import type { RuleSelection } from './rule-selection.ts';

@InputType({ description: 'One of the two.' })
export class RuleSelectionInput {
  @Field(() => [ID], { nullable: true, description: 'At most 60,000.' })
  ids?: string[] | null;

  @Field(() => RuleFilterInput, {
    nullable: true,
    description:
      'All rules that pass it, also those that no page showed; an empty one: all rules. At most 60,000.',
  })
  filter?: RuleFilterInput | null;
}

/** Throws BAD_USER_INPUT where not exactly one is given. */
export function toSelection({ ids, filter }: RuleSelectionInput): RuleSelection {
  if (ids && !filter) return { kind: 'ids', ids };
  if (filter && !ids) return { kind: 'filter', filter: toRuleFilter(filter) };
  throw new AppError('BAD_USER_INPUT', 'A selection has either "ids" or "filter".');
}
