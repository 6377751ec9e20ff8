export { ActivityEvent } from './activity-event.entity.ts';
export { startActivityFeed } from './activity-feed.ts';
export type { ActivityRow } from './activity-row.ts';
export { createActivityService } from './activity.service.ts';
export type { ActivityService } from './activity.service.ts';
export { healthEvent } from './health-event.ts';
export { startActivityRecorder } from './record-activity.ts';
export { recordEvents } from './record-events.ts';
