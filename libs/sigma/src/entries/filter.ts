export type { FilterMetadata, SigmaFilter } from '../filter/filter.ts';
export type { RuleReference } from '../correlation/rule-reference.ts';
export { parseFilter } from '../filter/parse-filter.ts';
export type { FilteredRules, FilterProblem } from '../filter/apply-filters.ts';
export { applyFilters } from '../filter/apply-filters.ts';
export { parseDetection } from '../rule/parse-detection.ts';
