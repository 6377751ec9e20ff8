import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createKafkaClient, createProducer } from '@sluice/kafka';
import { createLogger, EnvError, kafkaSettings } from '@sluice/runtime';
import { Command } from 'commander';
import { readKafkaEnv } from '../kafka/env.ts';
import { resolveFromCaller } from '../match/env.ts';
import { loadPool, PoolError } from './load-pool.ts';
import { makeEvent } from './make-event.ts';
import { createRandom } from './random.ts';

const DEMO_RULES = fileURLToPath(new URL('../../../../examples/demo-rules', import.meta.url));
const TICKS_PER_SECOND = 10;
const MAX_RATE = 100_000;

interface Flags {
  readonly topic: string;
  readonly rate: string;
  readonly attacks: string;
  readonly seed: string;
  readonly count?: string;
  readonly rules?: string;
}

class UsageError extends Error {}

function numberBetween(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text !== '' && value >= least && value <= most) return value;
  throw new UsageError(`${name} is a number from ${least} to ${most}, not "${text}"`);
}

/** `sluice generate`: a stream of events with attacks mixed in. */
export function createGenerateCommand(): Command {
  return new Command('generate')
    .description('Write realistic events, some of them attacks, to a topic of Kafka')
    .requiredOption('--topic <name>', 'topic to write to; it must exist')
    .option('--rate <n>', 'events a second', '50')
    .option('--attacks <share>', 'share of attacks, 0 to 1', '0.03')
    .option('--seed <n>', 'the same seed draws the same events', '1')
    .option('--count <n>', 'end after so many events (default: at Ctrl-C)')
    .option('--rules <folder>', 'rules with examples to draw from (default: the demo rules)')
    .addHelpText('after', '\nKAFKA_BROKERS and the other KAFKA_* variables say where Kafka is.')
    .action(async (flags: Flags) => {
      try {
        await generate(flags);
      } catch (error) {
        const isExpected =
          error instanceof EnvError || error instanceof PoolError || error instanceof UsageError;
        if (!isExpected) throw error;
        process.stderr.write(`sluice: ${error.message}\n`);
        process.exitCode = 1;
      }
    });
}

async function generate(flags: Flags): Promise<void> {
  const rate = numberBetween('--rate', flags.rate, 0.1, MAX_RATE);
  const attackShare = numberBetween('--attacks', flags.attacks, 0, 1);
  const random = createRandom(numberBetween('--seed', flags.seed, 0, 2 ** 32 - 1));
  const count = flags.count === undefined ? Infinity : numberBetween('--count', flags.count, 1, 1e12);
  const pool = await loadPool(flags.rules === undefined ? DEMO_RULES : resolveFromCaller(flags.rules));
  const env = readKafkaEnv();
  const log = createLogger('generate', env.LOG_LEVEL);
  const producer = await createProducer(createKafkaClient(kafkaSettings(env, 'sluice-generate'), log));

  let isStopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      isStopped = true;
    });
  }
  const startMs = Date.now();
  let written = 0;
  while (!isStopped && written < count) {
    const due = Math.min(count, Math.floor(((Date.now() - startMs) / 1000) * rate));
    const records = Array.from({ length: due - written }, () => {
      const { key, event } = makeEvent(pool, random, attackShare, Date.now());
      return { topic: flags.topic, key, value: JSON.stringify(event) };
    });
    if (records.length > 0) await producer.send(records);
    written += records.length;
    await sleep(1000 / TICKS_PER_SECOND);
  }
  await producer.close();
}
