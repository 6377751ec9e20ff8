export { createDryRunService } from './dry-run.service.ts';
export { inTurns } from './in-turns.ts';
export { createEventReader } from './read-events.ts';
export { createRuleMatcher } from './rule-matcher.ts';
export { createSuggestMappingService } from './suggest-mapping.service.ts';
