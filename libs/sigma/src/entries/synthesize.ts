export type { JsonObject } from '../synthesize/build-event.ts';
export type { RandomNumbers } from '../synthesize/random.ts';
export { createRandomNumbers } from '../synthesize/random.ts';
export type { NearMiss, Synthesis, SynthesisBounds } from '../synthesize/synthesize.ts';
export { synthesize } from '../synthesize/synthesize.ts';
