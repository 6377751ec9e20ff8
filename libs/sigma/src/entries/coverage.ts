export type { Coverage, CoverageGap } from '../field-coverage/coverage.ts';
export { coverage } from '../field-coverage/coverage.ts';
