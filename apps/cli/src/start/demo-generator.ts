import { fileURLToPath } from 'node:url';

import { startTool } from '@sluice/embedded';
import type { Log, RunningTool } from '@sluice/embedded';

const TOPIC = 'demo.events';
const EVENTS_PER_SECOND = 50;
const CLI = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Feeds the demo pipeline's topic. Sluice runs on without it: the end of the generator is told, not more. */
export async function startDemoGenerator(
  settings: Readonly<Record<string, string>>,
  log: Log,
): Promise<RunningTool> {
  const generate = ['generate', '--topic', TOPIC, '--rate', String(EVENTS_PER_SECOND)];
  return await startTool({ name: 'demo', program: CLI, args: generate, settings, log });
}
