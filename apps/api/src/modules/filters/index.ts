export { Filter } from './filter.entity.ts';
export { createFilterService, filterRecord } from './filter.service.ts';
export type { FilterService } from './filter.service.ts';
export { CreateFilterInput, FilterObject, UpdateFilterInput } from './filter.type.ts';
export { toFilterUpdate } from './filter-input.ts';
