import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { EmbeddedError } from './embedded-error.ts';

const LOWEST_MAJOR = 17;
const REMEDY =
  'install one (Debian and Ubuntu: sudo apt-get install -y openjdk-17-jre-headless maven) or set KAFKA_BROKERS.';

/** The command of a Java that runs the broker: of JAVA_HOME where that is set, else of the PATH. */
export async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const java = env['JAVA_HOME'] === undefined ? 'java' : join(env['JAVA_HOME'], 'bin', 'java');
  const banner = await promisify(execFile)(java, ['-version'], { env }).then(
    ({ stderr }) => stderr,
    (cause: unknown) => {
      throw new EmbeddedError(
        `The embedded Kafka needs Java ${LOWEST_MAJOR} or newer, and ${java} does not run; ${REMEDY}`,
        {
          cause,
        },
      );
    },
  );
  const major = majorVersionOf(banner);
  if (major < LOWEST_MAJOR) {
    throw new EmbeddedError(
      `The embedded Kafka needs Java ${LOWEST_MAJOR} or newer, and ${java} is Java ${major}; ${REMEDY}`,
    );
  }
  return java;
}

/** The 8 of `version "1.8.0_402"` and the 17 of `version "17.0.15" 2025-04-15`; 0 where there is none. */
export function majorVersionOf(banner: string): number {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(banner) ?? [];
  return Number(first === '1' ? second : first) || 0;
}
