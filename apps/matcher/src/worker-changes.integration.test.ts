import { setTimeout as sleep } from 'node:timers/promises';
import { DETECTION_ID_HEADER } from '@sluice/contracts';
import { expect, it } from 'vitest';
import { RULE, event, eventually, header, pipeline, rule, useKafka } from './testing/worker-deployment.ts';

const { follow, newTopic, setup, send } = useKafka();

it('a bad rule is refused and reported, and the others match', async () => {
  const { publish, start, status, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  await start();
  const bad = rule(
    'title: Bad\nid: x\nlogsource: {product: linux}\ndetection: {sel: {a|nonsense: 1}, condition: sel}',
    'bad',
  );
  await applied(await publish([rule(RULE), bad, pipeline({ sourceTopics: [source], destinationTopic })]));
  expect(status()).toMatchObject({ rulesLoaded: 1, rulesRefusedCount: 1, rulesRefused: [{ ruleId: 'bad' }] });
  await send([event(source, '/bin/sh')]);
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(tagged).toHaveLength(1);
  });
});

it('rules and topics change without a restart: each event meets one revision', async () => {
  const { publish, start, applied } = await setup();
  const [first, second, destinationTopic] = [await newTopic(), await newTopic(), await newTopic()];
  await start();
  await applied(await publish([rule(RULE), pipeline({ sourceTopics: [first], destinationTopic })]));
  const tagged = await follow(destinationTopic);
  await send([event(first, '/bin/sh', { n: 1 })]);
  await eventually(() => {
    expect(tagged).toHaveLength(1);
  });
  await applied(await publish([rule(RULE.replace('/sh', '/zsh'))]));
  await send([event(first, '/bin/sh', { n: 2 }), event(first, '/bin/zsh', { n: 3 })]);
  await eventually(() => {
    expect(tagged).toHaveLength(2);
  });
  await applied(await publish([pipeline({ sourceTopics: [second], destinationTopic })]));
  await send([event(first, '/bin/zsh', { n: 4 }), event(second, '/bin/zsh', { n: 5 })]);
  await eventually(() => {
    expect(tagged).toHaveLength(3);
  });
  const seen = tagged.map(({ value }) => {
    const { n, sluice } = JSON.parse(String(value)) as { n: number; sluice: { revision: number } };
    return [n, sluice.revision];
  });
  expect(seen).toEqual([
    [1, 1],
    [3, 2],
    [5, 3],
  ]);
});

it('a worker that stops hands over to the next one, and no event is lost', async () => {
  const { publish, start, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  const stop = await start('w1');
  await applied(await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]));
  const total = 3_000;
  const producing = (async () => {
    for (let n = 0; n < total; n += 100) {
      await send(Array.from({ length: 100 }, (_, i) => event(source, '/bin/sh', { n: n + i })));
      await sleep(5);
    }
  })();
  await start('w2');
  await stop();
  await producing;
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(new Set(tagged.map((record) => header(record, DETECTION_ID_HEADER))).size).toBe(total);
  });
});

it('a worker that is started later reads the whole configuration before its first event', async () => {
  const { publish, start, applied } = await setup();
  const [source, destinationTopic] = [await newTopic(), await newTopic()];
  await publish([rule(RULE), pipeline({ sourceTopics: [source], destinationTopic })]);
  await publish([rule(RULE.replace('/sh', '/zsh'))]);
  await send([event(source, '/bin/sh', { n: 1 }), event(source, '/bin/zsh', { n: 2 })]);
  await start();
  await applied(2);
  const tagged = await follow(destinationTopic);
  await eventually(() => {
    expect(tagged.map(({ value }) => (JSON.parse(String(value)) as { n: number }).n)).toEqual([2]);
  });
});
