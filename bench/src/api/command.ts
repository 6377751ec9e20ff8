import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { startStack } from '@sluice/embedded';
import { Command } from 'commander';
import { resolveFromCaller } from '../env.ts';
import { readWholeNumber } from '../read-whole-number.ts';
import { readBaseRules } from '../rules/base-rule.ts';
import { makeRules } from '../rules/make-rules.ts';
import { printTar } from '../rules/print-tar.ts';
import { describeMachine } from '../machine.ts';
import { runCommand } from '../run-command.ts';
import { logIn } from './client.ts';
import { measureApi } from './measure-api.ts';
import { printTable } from './print-table.ts';

interface Flags {
  readonly base: string;
  readonly rules: string;
  readonly clients: string;
  readonly count: string;
  readonly pipelines: string;
  readonly metricRows: string;
}

const EMAIL = 'bench@sluice.local';
const PASSWORD = 'nobody-guesses-this-one';

/** `bench:api`: how long the API takes with many rules. */
export function createApiCommand(): Command {
  return new Command('api')
    .description('Fill an API of its own with made rules, and ask it as the dashboard does')
    .requiredOption('--base <archive>', "a .tar.gz of rules, such as SigmaHQ's; more are made from it")
    .option('--rules <n>', 'rules to make', '50000')
    .option('--clients <n>', 'clients that ask at once', '4')
    .option('--pipelines <n>', 'pipelines to make', '200')
    .option('--metric-rows <n>', 'rows of the history of metrics to write', '10000000')
    .option('--count <n>', 'times that each query is asked', '200')
    .action((flags: Flags) => runCommand(() => execute(flags)));
}

async function execute(flags: Flags): Promise<void> {
  const rules = readWholeNumber('--rules', flags.rules, 1, 60_000);
  const clients = readWholeNumber('--clients', flags.clients, 1, 64);
  const count = readWholeNumber('--count', flags.count, 1, 100_000);
  const pipelines = readWholeNumber('--pipelines', flags.pipelines, 1, 1_000);
  const metricRows = readWholeNumber('--metric-rows', flags.metricRows, 0, 100_000_000);
  const usual = resolveFromCaller(flags.base);
  const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-api-'));
  // Postgres may run as another user.
  await chmod(folder, 0o755);
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    const large = join(folder, 'rules.tar.gz');
    log(`making ${rules} rules`);
    const made = makeRules(await readBaseRules(usual), {
      ...{ count: rules, seed: 1, keptShare: 0, longestList: undefined },
    });
    await pipeline(Readable.from(printTar(made, 'made')), createGzip({ level: 1 }), createWriteStream(large));
    const stack = await startStack({
      ...{ dataDir: join(folder, 'data'), matchers: 0, hasWeb: false, log },
      apiSettings: {
        ...{ ADMIN_EMAIL: EMAIL, ADMIN_PASSWORD: PASSWORD, LOG_LEVEL: 'warn' },
        RATE_LIMIT_PER_MINUTE: '10000000',
        // As in the image.
        NODE_ENV: 'production',
      },
      onLine: (app, line) => {
        log(`${app}: ${line}`);
      },
      onDeath: (app) => {
        log(`${app} ended`);
      },
    });
    try {
      const ask = await logIn(stack.api.url, EMAIL, PASSWORD);
      const archives = { usual, large };
      const { databaseUrl } = stack;
      const measured = await measureApi({
        ...{ ask, archives, clients, count, pipelines, metricRows, databaseUrl, log },
      });
      process.stdout.write(
        `${describeMachine()}\n${rules} rules, ${pipelines} pipelines, ${metricRows} rows of metrics, ${clients} clients; milliseconds\n\n${printTable(measured)}`,
      );
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
