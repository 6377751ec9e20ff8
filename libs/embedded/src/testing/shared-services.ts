import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { holdServices, untilGone } from './killed-parent.ts';

/**
 * Vitest's global set-up: one Postgres and one Kafka for all integration tests. Each test keeps to topics and a
 * database of its own. A process of its own holds them: Vitest's loader lacks what they need.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-tests-'));
  chmodSync(folder, 0o755);
  const held = await holdServices(folder, 'postgres', 'kafka');
  project.provide('databaseUrl', held.url);
  project.provide('kafkaBrokers', held.brokers);
  return async () => {
    process.kill(held.pid, 'SIGTERM');
    await untilGone(held.pid, held.kafka, held.postgres);
    rmSync(folder, { recursive: true, force: true });
  };
}
