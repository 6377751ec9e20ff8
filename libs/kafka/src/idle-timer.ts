import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
}

interface RequestQueueClass {
  prototype: { scheduleCheckPendingRequests(this: RequestQueue): void };
}

/**
 * kafkajs 2.2.4 re-arms a 1 ms timer for ever on every idle connection (2 % of a core each). Its queue is looked at
 * anyway whenever a request or an answer comes, so nothing needs the timer while nothing waits and nothing throttles.
 */
export function quietIdleConnections(): void {
  const require = createRequire(import.meta.url);
  const queue = require('kafkajs/src/network/requestQueue') as RequestQueueClass;

  const schedule = queue.prototype.scheduleCheckPendingRequests;
  queue.prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
    schedule.call(this);
  };
}
