/** Program for tests: starts what its arguments name, says where, and then only waits to be killed. */
import { startKafka } from '../kafka.ts';
import { startPostgres } from '../postgres.ts';

const [dataDir = '', ...parts] = process.argv.slice(2);
const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const [postgres, kafka] = await Promise.all([
  parts.includes('postgres') ? startPostgres({ dataDir: `${dataDir}/postgres`, log }) : undefined,
  parts.includes('kafka') ? startKafka({ dataDir: `${dataDir}/kafka`, log }) : undefined,
]);
process.stdout.write(
  `${JSON.stringify({ postgres: postgres?.pid, url: postgres?.url, kafka: kafka?.pid, brokers: kafka?.brokers })}\n`,
);
setInterval(() => undefined, 60_000);
