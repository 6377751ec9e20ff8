export type { UserMapping } from '../event/map-fields.ts';
export { createFieldMapper } from '../event/map-fields.ts';
