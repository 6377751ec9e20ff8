import type { DetectionMessage } from '@sluice/contracts';

/** Newest detections kept for the snapshot, and most that one push carries. */
export const FEED_SIZE = 50;

export interface DetectionFeed {
  add(detection: DetectionMessage): void;
  /** The newest, newest first. */
  newest(): DetectionMessage[];
  /** What came since the last call, newest first; at most {@link FEED_SIZE}. */
  takeNew(): DetectionMessage[];
}

/** The newest detections. One that is read twice, as after a worker's crash, is shown once. */
export function createDetectionFeed(): DetectionFeed {
  let newest: DetectionMessage[] = [];
  let fresh: DetectionMessage[] = [];
  const byTime = (a: DetectionMessage, b: DetectionMessage): number => (a.matchedAt < b.matchedAt ? 1 : -1);
  return {
    add(detection) {
      if (newest.some(({ id }) => id === detection.id)) return;
      newest = [detection, ...newest].sort(byTime).slice(0, FEED_SIZE);
      fresh = [detection, ...fresh].slice(0, FEED_SIZE);
    },
    newest: () => newest,
    takeNew() {
      const taken = fresh;
      fresh = [];
      return taken.sort(byTime);
    },
  };
}
