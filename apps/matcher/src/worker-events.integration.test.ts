import { randomUUID } from 'node:crypto';
import { DEAD_LETTER_HEADERS, decodeMessage, DETECTION_ID_HEADER, metricsMessage } from '@sluice/contracts';
import { describe, expect, it } from 'vitest';
import { RULE, event, eventually, header, pipeline, rule, useKafka } from './testing/worker-deployment.ts';

const { follow, newTopic, setup, createTopic, send } = useKafka();

describe('bad events among thousands', () => {
  it('become dead letters with a reason, byte for byte, and the rest is untouched', async () => {
    const { topics, publish, start, applied } = await setup();
    const source = await newTopic({ 'max.message.bytes': String(8 * 1024 * 1024) });
    const destinationTopic = await newTopic();
    const bad: [string, Buffer | null, string][] = [
      ['array', Buffer.from('[]'), 'EVENT_NOT_OBJECT'],
      ['number', Buffer.from('5'), 'EVENT_NOT_OBJECT'],
      ['null', Buffer.from('null'), 'EVENT_NOT_OBJECT'],
      ['utf8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'EVENT_NOT_UTF8'],
      ['large', Buffer.from(JSON.stringify({ a: 'x'.repeat(5 * 1024 * 1024) })), 'EVENT_TOO_LARGE'],
      ['empty', Buffer.alloc(0), 'EVENT_EMPTY'],
      ['tombstone', null, 'EVENT_EMPTY'],
    ];
    await start();
    await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
    for (const [key, value] of bad) {
      await send(Array.from({ length: 400 }, (_, n) => event(source, n % 4 === 0 ? '/bin/sh' : '/bin/ls')));
      await send([{ topic: source, key, value, headers: { 'sluice-reason': 'mine' } }]);
    }
    const [tagged, dead] = [await follow(destinationTopic), await follow(topics.deadLetters)];
    await eventually(() => {
      expect(tagged).toHaveLength(bad.length * 100);
      expect(dead).toHaveLength(bad.length);
    });
    expect(new Set(tagged.map((record) => header(record, DETECTION_ID_HEADER))).size).toBe(tagged.length);
    for (const [key, value, reason] of bad) {
      const letter = dead.find((record) => String(record.key) === key);
      expect(letter?.value?.equals(value ?? Buffer.alloc(0)) ?? letter?.value === value, key).toBe(true);
      expect(header(letter!, DEAD_LETTER_HEADERS.reason)).toBe(reason);
      expect(header(letter!, 'sluice-reason.original')).toBe('mine');
    }
  });

  it('also where only the tagged event is too large for its destination', async () => {
    const { topics, publish, start, applied } = await setup();
    const source = await newTopic();
    const destinationTopic = await newTopic({ 'max.message.bytes': '3000' });
    await start();
    await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
    await send([
      event(source, '/bin/sh', { n: 1 }),
      event(source, '/bin/sh', { fill: 'x'.repeat(2_900) }),
      event(source, '/bin/sh', { n: 2 }),
    ]);
    const [tagged, dead] = [await follow(destinationTopic), await follow(topics.deadLetters)];
    await eventually(() => {
      expect(tagged).toHaveLength(2);
      expect(dead.map((record) => header(record, DEAD_LETTER_HEADERS.reason))).toEqual(['OUTPUT_TOO_LARGE']);
    });
  });
});

it('events without a key are all written, also beside one that is refused', async () => {
  const { topics, publish, start, applied } = await setup();
  const source = await newTopic();
  const destinationTopic = `worker-${randomUUID()}`;
  await createTopic({
    topic: destinationTopic,
    partitions: 3,
    config: { 'max.message.bytes': '3000' },
  });
  await start();
  await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
  const keyless = (n: number, fill = '') => ({
    topic: source,
    key: null,
    value: JSON.stringify({ Image: '/bin/sh', n, fill }),
  });
  for (let round = 0; round < 10; round++) {
    await send([keyless(round * 10), keyless(round * 10 + 1, 'x'.repeat(2_900))]);
    for (let n = 2; n < 8; n++) await send([keyless(round * 10 + n)]);
  }
  const [tagged, dead] = [await follow(destinationTopic), await follow(topics.deadLetters)];
  await eventually(() => {
    expect(new Set(tagged.map((record) => header(record, DETECTION_ID_HEADER))).size).toBe(70);
    expect(dead).toHaveLength(10);
  });
});

it.each([
  ['while it works', { triesIntervalMs: 1_500 }, false],
  ['when it stops', {}, true],
])('how often rules were tried is told %s, each time once', async (_when, options, isStopped) => {
  const { topics, publish, start, applied } = await setup();
  const source = await newTopic();
  const destinationTopic = await newTopic();
  const stop = await start('w1', options);
  const always = `title: Not\nid: ${randomUUID()}\nlogsource: {product: linux}\ndetection: {sel: {Image: /bin/ls}, condition: not sel}`;
  const rules = [rule(RULE), rule(always, 'always')];
  await applied(await publish([...rules, pipeline({ sourceTopics: [source], destinationTopic })]));
  const [tagged, metrics] = [await follow(destinationTopic), await follow(topics.metrics)];
  const told = () =>
    metrics
      .map(({ value }) => decodeMessage(metricsMessage, String(value)).tries)
      .filter((tries) => Object.keys(tries).length > 0);
  const summed = (id: string): number => told().reduce((sum, tries) => sum + (tries[id] ?? 0), 0);
  for (const round of [1, 2]) {
    await send([event(source, '/bin/ls'), event(source, '/bin/sh', { round })]);
    await eventually(() => {
      expect(tagged).toHaveLength(round);
      if (!isStopped) expect([summed('always'), summed('rule-1')]).toEqual([2 * round, round]);
    });
  }
  if (isStopped) expect(told()).toEqual([]);
  await stop();
  await eventually(() => {
    expect([summed('always'), summed('rule-1')]).toEqual([4, 2]);
  });
});
