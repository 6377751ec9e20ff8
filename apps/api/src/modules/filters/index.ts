export { Filter } from './filter.entity.ts';
export { createFilterService, filterRecord } from './filter.service.ts';
export type { FilterService } from './filter.service.ts';
export { FilterObject } from './filter.type.ts';
