import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { EmbeddedError } from './embedded-error.ts';
import { explainFailure } from './explain-failure.ts';
import type { Log } from './log.ts';

const POM = fileURLToPath(new URL('../kafka/pom.xml', import.meta.url));
const MAVEN_TIMEOUT_MS = 10 * 60_000;

/**
 * The folder with the broker's jars below `cacheDir`, fetched by Maven the first time. Its name holds Kafka's version
 * and a digest of the pom, and it appears whole or not at all.
 */
export async function kafkaJars(cacheDir: string, env: NodeJS.ProcessEnv, log: Log): Promise<string> {
  const pom = await readFile(POM, 'utf8');
  const version = /<version>([^<]+)</.exec(pom)?.[1] ?? 'unknown';
  const digest = createHash('sha256').update(pom).digest('hex').slice(0, 8);
  const directory = join(cacheDir, `kafka-${version}-${digest}`);
  if (existsSync(directory)) return directory;

  log(`fetching Kafka ${version} from Maven Central, once (45 MB)`);
  try {
    await mkdir(cacheDir, { recursive: true });
    const partial = await mkdtemp(`${directory}-`);
    try {
      await fetchJars(partial, env);
      // mkdtemp lets nobody else in, but root and a normal user may share a checkout.
      await chmod(partial, 0o755);
      await publish(partial, directory);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  } catch (error) {
    throw explainFailure(`The jars of Kafka ${version} cannot be put into ${cacheDir}`, error);
  }
  return directory;
}

async function fetchJars(target: string, env: NodeJS.ProcessEnv): Promise<void> {
  const goals = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${target}`];
  try {
    await promisify(execFile)('mvn', ['-q', '-B', '-ntp', '-f', POM, ...goals], {
      env,
      timeout: MAVEN_TIMEOUT_MS,
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new EmbeddedError(
        'Maven is missing, which fetches the embedded Kafka; install it (Debian and Ubuntu: sudo apt-get install -y maven) or set KAFKA_BROKERS.',
        { cause },
      );
    }
    const said = (cause as { stdout?: string }).stdout ?? '';
    throw new EmbeddedError(
      `Maven could not fetch the embedded Kafka; check the connection to Maven Central, then start again. It said: ${firstErrorOf(said)}`,
      { cause },
    );
  }
}

async function publish(partial: string, directory: string): Promise<void> {
  try {
    await rename(partial, directory);
  } catch (error) {
    // Another process was faster; its folder is as good as ours.
    if (!existsSync(directory)) throw error;
  }
}

function firstErrorOf(output: string): string {
  const line = output.split('\n').find((each) => each.includes('ERROR')) ?? 'nothing';
  return line.replace(/^.*?ERROR\S*\s*/, '').trim();
}
