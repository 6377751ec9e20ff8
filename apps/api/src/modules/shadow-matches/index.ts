export { createShadowMatchService } from './shadow-match.service.ts';
export type { ShadowMatchService } from './shadow-match.service.ts';
export { startShadowMatchStore } from './start-shadow-match-store.ts';
