import { randomUUID } from 'node:crypto';
import { decodeMessage, DETECTION_ID_HEADER, metricsMessage } from '@sluice/contracts';
import { expect, it } from 'vitest';
import { RULE, event, eventually, header, pipeline, rule, useKafka } from './testing/worker-deployment.ts';

const { follow, newTopic, setup, createTopic, send } = useKafka();

it('a destination that is missing blocks its pipeline visibly, and nothing is dropped', async () => {
  const { publish, start, status, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), `worker-late-${randomUUID()}`];
  await start();
  await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
  await send(Array.from({ length: 10 }, (_, n) => event(source, '/bin/sh', { n })));
  await eventually(() => {
    expect(status()?.pipelines[0]).toMatchObject({ state: 'BLOCKED' });
    expect(status()?.pipelines[0]?.reason).toContain(destinationTopic);
  });
  await createTopic({ topic: destinationTopic, partitions: 1, config: {} });
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(new Set(tagged.map((record) => header(record, DETECTION_ID_HEADER))).size).toBe(10);
    expect(status()?.pipelines[0]).toMatchObject({ state: 'RUNNING' });
  });
});

it('a blocked pipeline is freed by another destination, without a restart', async () => {
  const { publish, start, status, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  await start();
  const lost = { sourceTopics: [source], destinationTopic: `worker-never-${randomUUID()}` };
  await applied(await publish([rule(RULE), pipeline(lost)]));
  await send([event(source, '/bin/sh')]);
  await eventually(() => {
    expect(status()?.pipelines[0]?.state).toBe('BLOCKED');
  });
  await publish([pipeline({ sourceTopics: [source], destinationTopic })]);
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(tagged).toHaveLength(1);
    expect(status()?.pipelines[0]?.state).toBe('RUNNING');
  });
});

it('a source that is missing fails its pipeline visibly; it begins by itself when the topic comes', async () => {
  const { publish, start, status } = await setup();
  const [source, destinationTopic] = [`worker-late-${randomUUID()}`, await newTopic()];
  await start();
  await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]);
  await eventually(() => {
    expect(status()?.pipelines[0]?.state).toBe('FAILED');
  });
  await createTopic({ topic: source, partitions: 1, config: {} });
  await send([event(source, '/bin/sh')]);
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(tagged).toHaveLength(1);
  });
});

it('samples of a rule on trial that their topic refuses hold nothing up', async () => {
  const { topics, publish, start, status, applied } = await setup({ 'max.message.bytes': '100' });
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  await start();
  const rules = [rule(RULE), rule(RULE.replace('title: Shell', 'title: Trial'), 'trial', 'SHADOW')];
  await applied(await publish([...rules, pipeline({ sourceTopics: [source], destinationTopic })]));
  const [tagged, metrics] = [await follow(destinationTopic), await follow(topics.metrics)];
  const counted = (): number =>
    metrics
      .flatMap(({ value }) => decodeMessage(metricsMessage, String(value)).pipelines)
      .reduce((sum, { shadowRules }) => sum + (shadowRules['trial'] ?? 0), 0);
  for (const round of [1, 2, 3]) {
    await send([event(source, '/bin/sh', { round })]);
    await eventually(() => {
      expect([tagged.length, counted()]).toEqual([round, round]);
    });
  }
  expect(status()?.pipelines[0]).toMatchObject({ state: 'RUNNING' });
});
