export { createDryRunService } from './dry-run.service.ts';
export { createRuleMatcher } from './rule-matcher.ts';
export { createSuggestMappingService } from './suggest-mapping.service.ts';
