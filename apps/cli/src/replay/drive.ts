import { DEFAULT_TOPIC_PREFIX, pipelineGroup } from '@sluice/contracts';
import type { Stack } from '@sluice/embedded';
import { createProducer, type KafkaClient, type TopicAdmin } from '@sluice/kafka';
import { SOURCE_TOPIC } from './create-pipelines.ts';
import { produceEvents } from './produce-events.ts';
import type { ReplayInput } from './replay-input.ts';
import { pause } from './stop-signal.ts';
import { FIRST_MATCHER } from './worker-watch.ts';

const SECOND_MATCHER = 'matcher-2';
const POLL_MS = 20;
const STALL_MS = 120_000;

export interface Drive {
  readonly stack: Stack;
  readonly client: KafkaClient;
  readonly admin: TopicAdmin;
  readonly lines: readonly Buffer[];
  readonly pipelineIds: readonly string[];
  readonly input: ReplayInput;
}

export interface Driven {
  /** Events committed, summed over the pipelines. */
  readonly consumed: number;
  readonly durationMs: number;
}

/** Produces all lines and ends when every pipeline is through, or stands still. */
export async function drive({ stack, client, admin, lines, pipelineIds, input }: Drive): Promise<Driven> {
  const failure = new AbortController();
  const signal = AbortSignal.any([input.signal, failure.signal]);
  let replaced: Promise<void> | undefined;
  const producer = await createProducer(client);
  try {
    const startedAtMs = Date.now();
    await produceEvents({
      producer,
      topic: SOURCE_TOPIC,
      lines,
      rate: input.rate,
      signal,
      onProduced(count) {
        if (input.killAfter === undefined || count < input.killAfter) return;
        // Where no other matcher comes up, there is nothing left to wait for.
        replaced ??= replaceMatcher(stack, input.log).catch((error: unknown) => {
          failure.abort(error);
        });
      },
    });
    const consumed = await untilConsumed(admin, { pipelineIds, events: lines.length, signal });
    return { consumed, durationMs: Date.now() - startedAtMs };
  } finally {
    // The stack can be stopped only when no part of it is still starting.
    await replaced;
    await producer.close();
  }
}

async function replaceMatcher(stack: Stack, log: ReplayInput['log']): Promise<void> {
  log('killing the matcher and starting another');
  stack.matchers.find(({ name }) => name === FIRST_MATCHER)?.kill('SIGKILL');
  await stack.addMatcher(SECOND_MATCHER);
}

interface Awaited {
  readonly pipelineIds: readonly string[];
  readonly events: number;
  readonly signal: AbortSignal;
}

/** Waits until every pipeline has committed all events; gives up when nothing moves for two minutes. */
async function untilConsumed(admin: TopicAdmin, { pipelineIds, events, signal }: Awaited): Promise<number> {
  let last = -1;
  let movedAtMs = Date.now();
  for (;;) {
    const counts = await Promise.all(pipelineIds.map((pipelineId) => consumedBy(admin, pipelineId)));
    const consumed = counts.reduce((total, count) => total + count, 0);
    if (consumed >= events * pipelineIds.length) return consumed;
    if (consumed !== last) movedAtMs = Date.now();
    else if (Date.now() - movedAtMs > STALL_MS) return consumed;
    last = consumed;
    await pause(POLL_MS, signal);
  }
}

async function consumedBy(admin: TopicAdmin, pipelineId: string): Promise<number> {
  const groupId = pipelineGroup(DEFAULT_TOPIC_PREFIX, pipelineId);
  const committed = await admin.committed(groupId, [SOURCE_TOPIC]);
  return [...(committed.get(SOURCE_TOPIC)?.values() ?? [])].reduce(
    (total, offset) => total + Number(offset),
    0,
  );
}
