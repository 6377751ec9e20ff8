import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStack, startTool, type RunningApp } from '@sluice/embedded';

const repository = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export interface DashboardStack {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly api: RunningApp;
  /** The last lines that its programs wrote; for the report of a test that failed. */
  readonly lastOutput: () => string;
  readonly stop: () => Promise<void>;
}

/** A whole Sluice with the demo: Postgres, Kafka, API, one matcher, the built dashboard, and events that flow. */
export async function startDashboardStack(): Promise<DashboardStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-dashboard-'));
  // Postgres refuses to run as root and changes to a user of its own, which must get in.
  await chmod(dataDir, 0o755);
  const output: string[] = [];
  const log = (line: string) => {
    output.push(line);
  };
  const lastOutput = () => output.slice(-40).join('\n');
  const email = 'admin@sluice.local';
  const password = 'a password for tests';
  try {
    const stack = await startStack({
      dataDir,
      matchers: 1,
      hasWeb: true,
      apiSettings: {
        ADMIN_EMAIL: email,
        ADMIN_PASSWORD: password,
        DEMO_RULES: repository('examples/demo-rules'),
      },
      log,
      onLine: (app, line) => {
        log(`${app} | ${line}`);
      },
      onDeath: (app) => {
        log(`${app} died`);
      },
    });
    if (stack.web === undefined) throw new Error('The stack was started without the dashboard.');
    const generator = await startTool({
      name: 'generator',
      program: repository('apps/cli/src/main.ts'),
      args: ['generate', '--topic', 'demo.events', '--rate', '50'],
      settings: { KAFKA_BROKERS: stack.kafkaBrokers },
      log,
    });
    const stop = async () => {
      await generator.stop();
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
    return { url: stack.web.url, email, password, api: stack.api, lastOutput, stop };
  } catch (cause) {
    await rm(dataDir, { recursive: true, force: true });
    throw new Error(`The stack did not start:\n${lastOutput()}`, { cause });
  }
}
