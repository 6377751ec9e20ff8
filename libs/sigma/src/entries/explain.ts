export type { Evidence, EvidenceField } from '../explain/evidence.ts';
export { evidence } from '../explain/evidence.ts';
export type { FoundValue } from '../explain/found-value.ts';
export type { ExplainOptions } from '../explain/explain-options.ts';
export type { Explanation } from '../explain/explanation.ts';
export { explain } from '../explain/explain.ts';
