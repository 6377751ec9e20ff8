import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { claimDirectory } from './claim-directory.ts';
import { EmbeddedError } from './embedded-error.ts';
import { inheritedEnv } from './env.ts';
import { explainFailure } from './explain-failure.ts';
import { findJava } from './find-java.ts';
import { freePort, isPortFree } from './free-port.ts';
import { kafkaAnswers } from './kafka-answers.ts';
import { kafkaJars } from './kafka-jars.ts';
import { kafkaSettings } from './kafka-settings.ts';
import type { Log } from './log.ts';
import { endRecorded, forgetProcess, recordProcess } from './process-record.ts';
import { repositoryRoot } from './repository-root.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';

const LOGGING = fileURLToPath(new URL('../kafka/logging.properties', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 20_000;
// The serial collector starts fastest and needs the least memory at this size.
const JVM_FLAGS = [
  '-Xms128m',
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djava.awt.headless=true',
];

export interface KafkaOptions {
  /** Holds the broker's data between starts. */
  readonly dataDir: string;
  /** Holds the jars; by default `.sluice/cache` of the checkout. */
  readonly cacheDir?: string;
  /** Refused where it is taken; by default a free one is chosen. */
  readonly port?: number;
  readonly log: Log;
}

export interface EmbeddedKafka {
  /** Bootstrap address, `127.0.0.1:<port>`. */
  readonly brokers: string;
  readonly pid: number;
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

/** Runs a real Kafka broker as a child process and returns when it answers clients. Fails with an `EmbeddedError`. */
export async function startKafka(options: KafkaOptions): Promise<EmbeddedKafka> {
  const { dataDir, log } = options;
  const env = inheritedEnv();
  const java = await findJava(env);
  const jars = await kafkaJars(options.cacheDir ?? join(repositoryRoot, '.sluice/cache'), env, log);
  const claim = claimDirectory(dataDir, 'The embedded Kafka');
  const files = {
    settings: join(dataDir, 'server.properties'),
    logDir: join(dataDir, 'log'),
    record: join(dataDir, 'broker.json'),
  };
  let broker: ServiceProcess | undefined;
  try {
    await endRecorded(files.record, {
      what: 'Kafka broker',
      mark: files.settings,
      signal: 'SIGTERM',
      graceMs: STOP_GRACE_MS,
      log,
    });
    const port = await choosePort(options.port);
    await writeFile(
      files.settings,
      kafkaSettings({ port, controllerPort: await freePort(), logDir: files.logDir }),
    );
    const jvmArgs = [...JVM_FLAGS, `-Djava.util.logging.config.file=${LOGGING}`, '-cp', join(jars, '*')];
    if (!existsSync(join(files.logDir, 'meta.properties')))
      await formatStorage(java, jvmArgs, files.settings);

    broker = await startService({
      name: 'Kafka',
      command: java,
      args: [...jvmArgs, 'kafka.Kafka', files.settings],
      env,
      stopSignal: 'SIGTERM',
      stopGraceMs: STOP_GRACE_MS,
      onLine: (line) => {
        if (isWorthTelling(line)) log(line);
      },
    });
    recordProcess(files.record, broker.identity);
    await untilReady(broker, port);
    return running(broker, port, () => {
      forgetProcess(files.record);
      claim.release();
    });
  } catch (error) {
    await broker?.stop();
    claim.release();
    throw explainFailure('The embedded Kafka did not start', error);
  }
}

function running(broker: ServiceProcess, port: number, onStopped: () => void): EmbeddedKafka {
  return {
    brokers: `127.0.0.1:${port}`,
    pid: broker.identity.pid,
    exited: broker.exited,
    stop: async () => {
      await broker.stop();
      onStopped();
    },
  };
}

async function choosePort(asked: number | undefined): Promise<number> {
  if (asked === undefined) return await freePort();
  if (await isPortFree(asked)) return asked;
  throw new EmbeddedError(
    `Port ${asked} for the embedded Kafka is taken by another program; stop that one or choose another port.`,
  );
}

async function untilReady(broker: ServiceProcess, port: number): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!(await kafkaAnswers(port))) {
    if (broker.hasExited())
      throw explainFailure('The embedded Kafka did not start', undefined, broker.output());
    if (performance.now() > deadline) {
      throw new EmbeddedError(
        `The embedded Kafka did not answer within ${READY_TIMEOUT_MS / 1000} s; its log says:\n${broker.output()}`,
      );
    }
    await delay(50);
  }
}

/** Writes the identity of a new cluster; KRaft refuses to start on a directory without one. */
async function formatStorage(java: string, jvmArgs: readonly string[], settings: string): Promise<void> {
  const format = ['kafka.tools.StorageTool', 'format', '--cluster-id', newClusterId(), '--config', settings];
  await promisify(execFile)(java, [...jvmArgs, ...format, '--ignore-formatted'], {
    env: inheritedEnv(),
  }).catch((cause: unknown) => {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    throw explainFailure(
      'The data directory of the embedded Kafka cannot be prepared',
      cause,
      stdout + stderr,
    );
  });
}

// 16 bytes in base64url, as kafka-storage makes them; a leading dash would read as an option.
function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

function isWorthTelling(line: string): boolean {
  return /^(SEVERE|ERROR|FATAL)\b|OutOfMemoryError/.test(line);
}
