export { decodeCursor, encodeCursor } from './detection-cursor.ts';
export { toDetectionType } from './detection-object.ts';
export { createDetectionService } from './detection.service.ts';
export type { DetectionService } from './detection.service.ts';
export { DetectionType } from './detection.type.ts';
export { isKeptDay } from './is-kept-day.ts';
export type { KeptDays } from './is-kept-day.ts';
export { startDetectionStore } from './start-detection-store.ts';
