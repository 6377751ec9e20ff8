import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import type { Services } from './compose-services.ts';
import { ACTIVITY_TOPIC } from './modules/activity/activity.resolver.ts';
import { startActivityFeed, startActivityRecorder } from './modules/activity/index.ts';
import type { DashboardService } from './modules/dashboard/dashboard.service.ts';
import type { LiveState } from './modules/dashboard/live-state.ts';
import type { Push } from './modules/dashboard/push.ts';

export interface ActivityParts {
  readonly database: DataSource;
  readonly log: Logger;
  readonly services: Pick<Services, 'pipelines'>;
  readonly live: LiveState;
  readonly dashboard: DashboardService;
  readonly push: Push;
  readonly now: () => number;
}

/** Keeps what happens by itself, and tells subscribers of this and of what is in the audit log. Returns its end. */
export function startActivity(parts: ActivityParts): () => Promise<void> {
  const { database, log, services, live, dashboard, push, now } = parts;
  let isCaughtUp = false;
  void live.caughtUp.then(() => {
    isCaughtUp = true;
  });
  const stopRecorder = startActivityRecorder({
    database,
    log,
    nowMs: now,
    isCaughtUp: () => isCaughtUp,
    workers: () => live.workers.list(now()),
    async pipelines() {
      const all = await services.pipelines.list();
      return all.map((pipeline) => {
        const { status, reason } = dashboard.pipelineFacts(pipeline);
        const facts = { id: pipeline.id, name: pipeline.name, status };
        return reason === undefined ? facts : { ...facts, reason };
      });
    },
  });
  const stopFeed = startActivityFeed({
    database,
    log,
    nowMs: now,
    tell(rows) {
      push.publish(ACTIVITY_TOPIC, rows);
    },
  });
  return async () => {
    await Promise.all([stopRecorder(), stopFeed()]);
  };
}
