export type { UserMapping } from '../event/map-fields.ts';
export { createFieldMapper, mappedFields } from '../event/map-fields.ts';
