export { SyncChange } from './sync-change.entity.ts';
export { createSyncChangeService } from './sync-change.service.ts';
export { SyncRun } from './sync-run.entity.ts';
export { createSyncRunService } from './sync-run.service.ts';
export type { SyncRunService } from './sync-run.service.ts';
export type { ReceivePush, TakesPushes } from './receive-push.ts';
export { composeSync } from './compose-sync.ts';
export type { Sync } from './compose-sync.ts';
