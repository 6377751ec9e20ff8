export type { KnownWorker } from './worker-registry.ts';
