export type { CoverableRule, Coverage, CoverageGap } from '../field-coverage/coverage.ts';
export { coverage } from '../field-coverage/coverage.ts';
export { fieldsOf } from '../field-coverage/fields-of.ts';
export { createFieldShapes, type ToFieldShape } from '../field-coverage/field-shapes.ts';
