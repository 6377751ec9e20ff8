import { expect, it } from 'vitest';
import { createPipelineCompiler, type CompiledPipeline } from './compiled-pipeline.ts';
import { createConfigStore } from './config-store.ts';
import { processEvent } from './process-event.ts';

const RULE =
  'title: Shell\nid: 0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77\nlevel: high\nlogsource: {product: linux}\ndetection: {sel: {Image|endswith: /sh}, condition: sel}';

function compiled(): CompiledPipeline {
  const store = createConfigStore((key, error) => {
    throw new Error(key, { cause: error });
  });
  store.apply(
    'rule/1',
    JSON.stringify({ schemaVersion: 1, id: '1', repositoryId: 'r', text: RULE, stage: 'LIVE' }),
  );
  const pipeline = {
    schemaVersion: 1,
    id: 'p',
    name: 'P',
    enabled: true,
    sourceTopics: ['t'],
    destinationTopic: 'd',
    repositoryIds: ['r'],
    writeUntagged: false,
    startOffsets: {},
  };
  store.apply('pipeline/p', JSON.stringify(pipeline));
  const snapshot = store.apply(
    'revision',
    '{"schemaVersion":1,"revision":5,"at":"2026-11-21T10:00:00.000Z"}',
  );
  return createPipelineCompiler().compile(snapshot!).get('p')!;
}

const run = (value: Buffer | null) =>
  processEvent({ topic: 't', partition: 0, offset: '9', timestampMs: 1_000, value }, compiled(), {
    maxEventBytes: 1_000,
    nowMs: 2_000,
  });

it.each([
  ['no value', null, 'EVENT_EMPTY'],
  ['an empty value', Buffer.alloc(0), 'EVENT_EMPTY'],
  ['an array', Buffer.from('[]'), 'EVENT_NOT_OBJECT'],
  ['a number', Buffer.from('5'), 'EVENT_NOT_OBJECT'],
  ['null', Buffer.from('null'), 'EVENT_NOT_OBJECT'],
  ['half an object', Buffer.from('{"a":'), 'EVENT_NOT_JSON'],
  ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'EVENT_NOT_UTF8'],
  ['more bytes than allowed', Buffer.from(JSON.stringify({ a: 'x'.repeat(1_000) })), 'EVENT_TOO_LARGE'],
] as const)('%s becomes a dead letter with its reason', (_name, value, reason) => {
  const outcome = run(value);
  expect(outcome).toMatchObject({ kind: 'dead-letter', reason });
});

it('a match is tagged with where it came from and what it met', () => {
  const outcome = run(Buffer.from('{"Image":"/bin/sh"}'));
  expect(outcome).toMatchObject({ kind: 'tagged', detectionId: 'p/t/0/9/0' });
  const { sluice } = JSON.parse(outcome.kind === 'tagged' ? outcome.value : '{}') as { sluice: unknown };
  expect(sluice).toMatchObject({ revision: 5, pipeline_id: 'p', source: { offset: '9', partition: 0 } });
});

it('what no rule matches is untagged', () => {
  expect(run(Buffer.from('{"Image":"/bin/ls"}'))).toMatchObject({ kind: 'untagged' });
});
