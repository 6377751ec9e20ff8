import 'reflect-metadata';
import { createLogger, EnvError, trapShutdown } from '@sluice/runtime';
import { composeApi } from './composition.ts';
import { readProcessEnv, type Env } from './env.ts';

async function main(env: Env): Promise<void> {
  const log = createLogger('api', env.LOG_LEVEL);
  const shutdown = trapShutdown(log);
  const { port } = await composeApi(env, log, shutdown);
  log.info({ port }, 'api started');
}

try {
  await main(readProcessEnv());
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
