export type { JsonObject } from '../synthesize/build-event.ts';
export type { NearMiss, Synthesis } from '../synthesize/synthesize.ts';
export { synthesize } from '../synthesize/synthesize.ts';
