import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createKafkaClient, createProducer, createTopicAdmin, type KafkaClient } from '@sluice/kafka';
import { createLogger, kafkaSettings } from '@sluice/runtime';
import { createRandomNumbers } from '@sluice/sigma/synthesize';
import { Command } from 'commander';
import { readKafkaEnv } from '../kafka/env.ts';
import { resolveFromCaller } from '../match/env.ts';
import { reportFailure } from '../report-failure.ts';
import { UsageError } from '../usage-error.ts';
import { loadPool } from './load-pool.ts';
import { makeEvent, type MadeEvent } from './make-event.ts';
import { createPace } from './pace.ts';

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

function numberBetween(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text !== '' && value >= least && value <= most) return value;
  throw new UsageError(`${name} is a number from ${least} to ${most}, not "${text}"`);
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = numberBetween(name, text, 1, most);
  if (Number.isInteger(value)) return value;
  throw new UsageError(`${name} is a whole number, not "${text}"`);
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
        process.exitCode = reportFailure('sluice', error);
      }
    });
}

async function generate(flags: Flags): Promise<void> {
  const rate = numberBetween('--rate', flags.rate, 0.1, MAX_RATE);
  const attackShare = numberBetween('--attacks', flags.attacks, 0, 1);
  const random = createRandomNumbers(numberBetween('--seed', flags.seed, 0, 2 ** 32 - 1));
  const count = flags.count === undefined ? Infinity : wholeNumber('--count', flags.count, 1e12);
  const pool = await loadPool(flags.rules === undefined ? DEMO_RULES : resolveFromCaller(flags.rules));
  const env = readKafkaEnv();
  const client = createKafkaClient(
    kafkaSettings(env, 'sluice-generate'),
    createLogger('generate', env.LOG_LEVEL),
  );
  await expectTopic(client, flags.topic);
  const make = (): MadeEvent => makeEvent(pool, random, attackShare, Date.now());
  await writeEvents(client, { topic: flags.topic, rate, count, make });
}

/** Kafka's own error would not name the topic. */
async function expectTopic(client: KafkaClient, topic: string): Promise<void> {
  const admin = await createTopicAdmin(client);
  try {
    if ((await admin.listTopics()).includes(topic)) return;
  } finally {
    await admin.close();
  }
  throw new UsageError(`Kafka has no topic "${topic}"; create it first`);
}

interface Stream {
  readonly topic: string;
  readonly rate: number;
  readonly count: number;
  readonly make: () => MadeEvent;
}

async function writeEvents(client: KafkaClient, { topic, rate, count, make }: Stream): Promise<void> {
  let isStopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      isStopped = true;
    });
  }
  const producer = await createProducer(client);
  try {
    const due = createPace(rate, performance.now());
    for (let written = 0; !isStopped && written < count; await sleep(1000 / TICKS_PER_SECOND)) {
      const records = Array.from({ length: Math.min(due(performance.now()), count - written) }, () => {
        const { key, event } = make();
        return { topic, key, value: JSON.stringify(event) };
      });
      if (records.length > 0) await producer.send(records);
      written += records.length;
    }
  } finally {
    await producer.close();
  }
}
