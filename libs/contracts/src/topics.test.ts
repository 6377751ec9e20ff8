import { expect, it } from 'vitest';
import { isLegalTopicName, isReservedTopic, topicNames, topicSpecifications } from './topics.ts';

it("Sluice's own topics are reserved, under any prefix", () => {
  for (const prefix of ['sluice', 'team-a']) {
    for (const { topic } of topicSpecifications(prefix)) expect(isReservedTopic(topic, prefix)).toBe(true);
  }
  expect(isReservedTopic('__consumer_offsets')).toBe(true);
  expect(isReservedTopic('sluices.events')).toBe(false);
});

it('every topic has a specification, and the configuration is compacted in one partition', () => {
  const specifications = topicSpecifications('x');
  expect(specifications.map(({ topic }) => topic).sort()).toEqual(Object.values(topicNames('x')).sort());
  const config = specifications.find(({ topic }) => topic === 'x.config');
  expect(config).toMatchObject({ partitions: 1, config: { 'cleanup.policy': 'compact' } });
});

it.each(['.', '..', '', 'a b', 'a/b', 'ä', 'x'.repeat(250)])('"%s" is no topic name', (name) => {
  expect(isLegalTopicName(name)).toBe(false);
});
