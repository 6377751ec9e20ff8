/** Program behind `npm start`: Sluice with all that it needs on this machine, and the demo. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { EmbeddedError, startStack } from '@sluice/embedded';
import type { RunningTool } from '@sluice/embedded';

import { startDemoGenerator } from './start/demo-generator.ts';
import { readStartEnv } from './start/env.ts';
import type { StartEnv } from './start/env.ts';
import { renderLine } from './start/render-line.ts';
import { summary } from './start/summary.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const USAGE = `npm start [-- --no-demo]

  --no-demo   without the demo rules, the demo pipeline and its events

DATABASE_URL, KAFKA_BROKERS (with KAFKA_* security settings) and REDIS_URL replace the embedded parts. README.md says
what else the environment may set.
`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const { values } = parseArgs({
    allowNegative: true,
    options: { demo: { type: 'boolean', default: true }, help: { type: 'boolean', default: false } },
  });
  if (values.help) process.stdout.write(USAGE);
  else await start(values.demo);
} catch (error) {
  if (!(error instanceof EmbeddedError) && !isUsageError(error)) throw error;
  process.stderr.write(`sluice: ${error.message}\n`);
  process.exitCode = 1;
}

async function start(hasDemo: boolean): Promise<void> {
  const startedAt = performance.now();
  const env = readStartEnv();
  const passwordLines: string[] = [];
  const stopAsked = untilStopAsked();
  const starting = startStack({
    dataDir: join(ROOT, '.sluice'),
    ...stackSettings(env, hasDemo),
    matchers: 1,
    hasWeb: true,
    preferredPorts: { web: 3000, api: 4000 },
    log: say,
    onLine: (app, line) => {
      const rendered = renderLine(app, line, env.logLevel !== undefined);
      if (rendered === undefined) return;
      say(rendered);
      if (app === 'api' && /password/i.test(rendered)) passwordLines.push(rendered);
    },
    onDeath: (app, { code, signal }) => {
      say(`${app} ended unexpectedly (${signal ?? `exit code ${code}`}); press Ctrl-C and start again`);
      process.exitCode = 1;
    },
  });
  say(`starting ${whatStarts(env)} …`);
  const stack = await Promise.race([starting, stopAsked]);
  if (stack === 'stop') {
    await starting.then((it) => it.stop());
    return;
  }
  let demo: RunningTool | undefined;
  try {
    const settings = { ...env.sharedSettings, KAFKA_BROKERS: stack.kafkaBrokers };
    if (hasDemo) demo = await startDemoGenerator(settings, say);
    const seconds = (performance.now() - startedAt) / 1000;
    say(summary({ stack, adminEmail: env.adminEmail, passwordLines, seconds, hasDemo }));
    await stopAsked;
  } finally {
    say('stopping …');
    await demo?.stop();
    await stack.stop();
  }
}

function whatStarts({ databaseUrl, kafkaBrokers }: StartEnv): string {
  const embedded = [
    ...(databaseUrl === undefined ? ['Postgres'] : []),
    ...(kafkaBrokers === undefined ? ['Kafka'] : []),
  ];
  return [...embedded, 'the API', 'a matcher and the dashboard'].join(', ');
}

function stackSettings(env: StartEnv, hasDemo: boolean) {
  return {
    external: {
      ...(env.databaseUrl === undefined ? {} : { databaseUrl: env.databaseUrl }),
      ...(env.kafkaBrokers === undefined ? {} : { kafkaBrokers: env.kafkaBrokers }),
    },
    settings: { ...env.sharedSettings, LOG_LEVEL: env.logLevel ?? 'info' },
    apiSettings: {
      ADMIN_EMAIL: env.adminEmail,
      ...(env.adminPassword === undefined ? {} : { ADMIN_PASSWORD: env.adminPassword }),
      ...(env.redisUrl === undefined ? {} : { REDIS_URL: env.redisUrl }),
      ...(hasDemo ? { DEMO_RULES: join(ROOT, 'examples/demo-rules') } : {}),
    },
  };
}

/** The first signal asks; later ones find us stopping already. */
function untilStopAsked(): Promise<'stop'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve('stop');
      });
    }
  });
}

function isUsageError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
