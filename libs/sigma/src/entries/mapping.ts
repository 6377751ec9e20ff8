export type { UserMapping } from '../event/map-fields.ts';
export { createFieldMapper, mappedFields } from '../event/map-fields.ts';
export type { MappingSuggestion, SuggestedSource } from '../suggest/suggest-mapping.ts';
export { suggestMapping } from '../suggest/suggest-mapping.ts';
