export type { Coverage, CoverageGap } from '../field-coverage/coverage.ts';
export { coverage } from '../field-coverage/coverage.ts';
export { fieldsOf } from '../field-coverage/fields-of.ts';
