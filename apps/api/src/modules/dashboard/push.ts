import { createPubSub } from '@graphql-yoga/subscription';
import type { Logger } from '@sluice/runtime';
import type { ActivityRow } from '../activity/index.ts';
import type { DetectionType } from '../detections/index.ts';
import type { DashboardService } from './dashboard.service.ts';
import { toLiveDetection, toMetricsTick } from './dashboard-object.ts';
import type { MetricsTick } from './dashboard.type.ts';

const PUSH_INTERVAL_MS = 1_000;

export const METRICS_TOPIC = 'metrics';
export const DETECTIONS_TOPIC = 'detections';

export type Push = ReturnType<typeof createPush>;

/** What the subscriptions listen to, in this replica. */
export function createPush() {
  return createPubSub<{
    metrics: [MetricsTick];
    detections: [DetectionType[]];
    activity: [readonly ActivityRow[]];
  }>();
}

/** Once a second: how things stand, and what was detected since. */
export function startPushing(service: DashboardService, push: Push, log: Logger): () => Promise<void> {
  let sequence = 0;
  let pushing: Promise<void> | undefined;

  async function pushOnce(): Promise<void> {
    try {
      push.publish(METRICS_TOPIC, toMetricsTick(await service.standing(), sequence));
      sequence += 1;
      const detections = (await service.takeDetections()).map(toLiveDetection);
      if (detections.length > 0) push.publish(DETECTIONS_TOPIC, detections);
    } catch (error) {
      // Subscribers notice by the silence; the next second tries again.
      log.error({ err: error }, 'metrics not pushed');
    }
    pushing = undefined;
  }

  const timer = setInterval(() => {
    pushing ??= pushOnce();
  }, PUSH_INTERVAL_MS);
  return async () => {
    clearInterval(timer);
    await pushing;
  };
}
