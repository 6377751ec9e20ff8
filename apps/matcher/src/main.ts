import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { topicSpecifications } from '@sluice/contracts';
import { createKafkaClient, createTopicAdmin } from '@sluice/kafka';
import { createLogger, EnvError, kafkaSettings, startHealthServer, trapShutdown } from '@sluice/runtime';
import { z } from 'zod';
import { readProcessEnv, type Env } from './env.ts';
import { createRarityFile } from './rarity-file.ts';
import { startWorker } from './worker.ts';

/** Read at run time: the same path from `src` and from `dist`. */
function ownVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

async function main(env: Env): Promise<void> {
  const log = createLogger('matcher', env.LOG_LEVEL).child({ workerId: env.WORKER_ID });
  const shutdown = trapShutdown(log);
  const client = createKafkaClient(kafkaSettings(env, `sluice-matcher-${env.WORKER_ID}`), log);

  const admin = await createTopicAdmin(client);
  await admin.ensureTopics(topicSpecifications(env.SLUICE_PREFIX));
  await admin.close();

  const worker = await startWorker({
    client,
    log,
    identity: {
      workerId: env.WORKER_ID,
      instance: randomUUID(),
      host: hostname(),
      version: ownVersion(),
      pid: process.pid,
      startedAt: new Date().toISOString(),
    },
    prefix: env.SLUICE_PREFIX,
    maxEventBytes: env.MAX_EVENT_BYTES,
    rarityFile: createRarityFile(env.RARITY_FILE, log),
    now: Date.now,
  });
  shutdown.add('worker', () => worker.stop());
  const health = await startHealthServer(env.HEALTH_PORT, () => worker.readiness());
  shutdown.add('health', () => health.stop());
  log.info({ healthPort: health.port }, 'matcher started');
}

try {
  await main(readProcessEnv());
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
