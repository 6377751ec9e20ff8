import { AppError } from '../../app-error.ts';
import type { Bind } from '../../database/sql.ts';
import { isUuid } from '../../database/uuid.ts';
import { checkRuleFilter, ruleConditions, type RuleFilter } from './rule-filter.ts';

/** Rules by their ids, or all that pass a filter. */
export type RuleSelection =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'filter'; readonly filter: RuleFilter };

/** Rules that one request selects: as many as an upload takes. */
export const MAX_SELECTED_RULES = 60_000;

/** Throws BAD_USER_INPUT for so many rules. */
export function checkSelectedCount(count: number, max = MAX_SELECTED_RULES): void {
  if (count <= max) return;
  throw new AppError(
    'BAD_USER_INPUT',
    `At most ${max} rules are taken at once. Select fewer, for example one repository after the other.`,
  );
}

/** Throws BAD_USER_INPUT where it asks for too much. */
export function checkRuleSelection(selection: RuleSelection): void {
  if (selection.kind === 'filter') checkRuleFilter(selection.filter);
  else checkSelectedCount(selection.ids.length);
}

/** SQL that holds for the rules `r` that are selected. */
export function selectionCondition(selection: RuleSelection, bind: Bind): string {
  return selection.kind === 'ids'
    ? `r.id = ANY (${bind(selection.ids.filter(isUuid))}::uuid[])`
    : ruleConditions(selection.filter, bind);
}
