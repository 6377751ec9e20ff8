import { EVENT_TAG_KEYS } from '@sluice/contracts';
import { describe, expect, it } from 'vitest';
import { createPipelineCompiler, type CompiledPipeline } from './compiled-pipeline.ts';
import { createConfigStore } from './config-store.ts';
import { processEvent, type Outcome } from './process-event.ts';

const RULE =
  'title: Shell\nid: 0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77\nlevel: high\nlogsource: {product: linux}\ndetection: {sel: {Image|endswith: /sh}, condition: sel}';

/** What the configuration holds besides the one rule: records by key, and what the pipeline says. */
interface Setup {
  readonly records?: Readonly<Record<string, object>>;
  readonly pipeline?: object;
  readonly rule?: object;
}

function compiled({ records = {}, pipeline = {}, rule = {} }: Setup = {}): CompiledPipeline {
  const store = createConfigStore((key, error) => {
    throw new Error(key, { cause: error });
  });
  const put = (key: string, value: object): void => {
    store.apply(key, JSON.stringify({ schemaVersion: 1, ...value }));
  };
  for (const [key, value] of Object.entries(records)) put(key, { name: 'N', ...value });
  put('rule/1', { id: '1', repositoryId: 'r', text: RULE, stage: 'LIVE', ...rule });
  put('pipeline/p', {
    id: 'p',
    name: 'P',
    enabled: true,
    sourceTopics: ['t'],
    destinationTopic: 'd',
    repositoryIds: ['r'],
    writeUntagged: false,
    startOffsets: {},
    ...pipeline,
  });
  const snapshot = store.apply(
    'revision',
    '{"schemaVersion":1,"revision":5,"at":"2026-11-21T10:00:00.000Z"}',
  );
  return createPipelineCompiler().compile(snapshot!).get('p')!;
}

function run(value: Buffer | string | null, setup?: Setup): Outcome {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return processEvent(
    { topic: 't', partition: 0, offset: '9', timestampMs: 1_000, value: bytes },
    compiled(setup),
    {
      maxEventBytes: 1_000,
      nowMs: 2_000,
    },
  );
}

/** The event as it is written, without Sluice's tags. */
function written(outcome: Outcome): unknown {
  if (outcome.kind === 'dead-letter') return outcome.reason;
  const event = JSON.parse(String(outcome.value)) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(event).filter(([key]) => !EVENT_TAG_KEYS.some((tag) => tag === key)),
  );
}

const shell = '{"Image":"/bin/sh"}';

it.each([
  ['no value', null, 'EVENT_EMPTY'],
  ['an empty value', Buffer.alloc(0), 'EVENT_EMPTY'],
  ['an array', '[]', 'EVENT_NOT_OBJECT'],
  ['a number', '5', 'EVENT_NOT_OBJECT'],
  ['null', 'null', 'EVENT_NOT_OBJECT'],
  ['half an object', '{"a":', 'EVENT_NOT_JSON'],
  ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'EVENT_NOT_UTF8'],
  ['more bytes than allowed', JSON.stringify({ a: 'x'.repeat(1_000) }), 'EVENT_TOO_LARGE'],
] as const)(
  '%s becomes a dead letter with its reason, with a log source and without',
  (_name, value, reason) => {
    const mapped = {
      records: { 'log-source/l': { id: 'l', script: '', mapping: { Image: ['exe'] } } },
      pipeline: { logSourceId: 'l' },
    };
    expect(run(value)).toMatchObject({ kind: 'dead-letter', reason });
    expect(run(value, mapped)).toMatchObject({ kind: 'dead-letter', reason });
  },
);

it('a match is tagged with where it came from and what it met', () => {
  const outcome = run(shell);
  expect(outcome).toMatchObject({ kind: 'tagged', detectionId: 'p/t/0/9/0' });
  const { sluice } = JSON.parse(outcome.kind === 'tagged' ? outcome.value : '{}') as { sluice: unknown };
  expect(sluice).toMatchObject({ revision: 5, pipeline_id: 'p', source: { offset: '9', partition: 0 } });
});

it('what no rule matches is untagged', () => {
  expect(run('{"Image":"/bin/ls"}')).toMatchObject({ kind: 'untagged', isFiltered: false });
});

describe('a log source', () => {
  const script = (text: string, pipeline: object = {}): Setup => ({
    records: { 'log-source/l': { id: 'l', script: text, mapping: {} } },
    pipeline: { logSourceId: 'l', ...pipeline },
  });
  const wrapped = '{"n":9007199254740993,"message":"{\\"Image\\":\\"/bin/sh\\"}"}';

  it('runs its script before rules see the event; what is written is the event as it came', () => {
    const outcome = run(wrapped, script('parse_json(field="message")'));
    expect(outcome).toMatchObject({ kind: 'tagged', isUnparsed: false });
    expect(outcome.kind === 'tagged' && outcome.value.startsWith(wrapped.slice(0, -1))).toBe(true);
  });

  it('has the parsed event written where the pipeline says so, with all digits of its numbers', () => {
    const outcome = run(wrapped, script('parse_json(field="message")', { writeParsed: true }));
    expect(outcome.kind === 'tagged' && outcome.value).toMatch(/^{"n":9007199254740993,"Image":"\/bin\/sh",/);
  });

  it('counts an event that its script can not go through, and matches it as it came', () => {
    const outcome = run(shell, script('rename(from="absent", to="b")', { writeParsed: true }));
    expect(outcome).toMatchObject({ kind: 'tagged', isUnparsed: true });
    expect(written(outcome)).toEqual({ Image: '/bin/sh' });
  });

  it('puts fields under the names that rules use', () => {
    const mapping = {
      records: { 'log-source/l': { id: 'l', script: '', mapping: { Image: ['proc.exe'] } } },
    };
    const event = '{"proc":{"exe":"/bin/sh"}}';
    expect(run(event, { ...mapping, pipeline: { logSourceId: 'l' } })).toMatchObject({ kind: 'tagged' });
    expect(run(event, mapping)).toMatchObject({ kind: 'untagged' });
  });

  it('with a script that this worker refuses is told of, and events are matched as they come', () => {
    const setup = script('no_such(a="b")');
    expect(compiled(setup).faults).toEqual([
      'The parsing script of "N" can\'t be used: line 1, column 1: there is no function "no_such".',
    ]);
    expect(run(shell, setup)).toMatchObject({ kind: 'tagged' });
  });
});

describe('a filter', () => {
  const filter = (text: string, pipeline: object = {}): Setup => ({
    records: { 'filter/f': { id: 'f', text } },
    pipeline: { filterIds: ['f'], ...pipeline },
  });
  const noise = 'detection: {n: {User: noisy}, condition: n}';
  const noisy = '{"Image":"/bin/sh","User":"noisy"}';

  it('takes events out before rules are tried, and any of several does', () => {
    expect(run(noisy, filter(noise))).toMatchObject({ kind: 'untagged', isFiltered: true });
    expect(run(shell, filter(noise))).toMatchObject({ kind: 'tagged' });
    const two = filter(noise, { filterIds: ['g', 'f'] });
    const other = { id: 'g', text: 'detection: {n: {User: other}, condition: n}' };
    expect(run(noisy, { ...two, records: { ...two.records, 'filter/g': other } })).toMatchObject({
      isFiltered: true,
    });
  });

  it('sees what script and mapping made of the event', () => {
    const setup = filter(noise, { logSourceId: 'l' });
    const logSource = { id: 'l', script: 'rename(from="who", to="usr")', mapping: { User: ['usr'] } };
    const outcome = run('{"Image":"/bin/sh","who":"noisy"}', {
      ...setup,
      records: { ...setup.records, 'log-source/l': logSource },
    });
    expect(outcome).toMatchObject({ kind: 'untagged', isFiltered: true });
  });

  it('that this worker refuses is told of, and lets all events pass', () => {
    const setup = filter('detection: {n: {User|nonsense: noisy}, condition: n}');
    expect(compiled(setup).faults).toEqual([
      'The filter "N" can\'t be used: line 1, column 22: there is no modifier "nonsense".',
    ]);
    expect(run(noisy, setup)).toMatchObject({ kind: 'tagged' });
  });
});

describe('a rule', () => {
  it('that is disabled in the pipeline does not count there', () => {
    expect(run(shell, { pipeline: { disabledRuleIds: ['1'] } })).toMatchObject({
      kind: 'untagged',
      shadow: undefined,
    });
  });

  it('in shadow is told apart, with the event as a detection would have it, and nothing is written of it', () => {
    const outcome = run(shell, { rule: { stage: 'SHADOW' }, pipeline: { customFields: { site: 'A' } } });
    expect(outcome).toMatchObject({ kind: 'untagged', shadow: { ruleIds: ['1'] } });
    expect(outcome.kind === 'untagged' && String(outcome.value)).toBe(shell);
    const text = outcome.kind === 'untagged' ? outcome.shadow?.text() : undefined;
    expect(JSON.parse(text ?? '')).toEqual({ Image: '/bin/sh', site: 'A' });
  });

  it('has the level that takes the place of its own', () => {
    const outcome = run(shell, { rule: { level: 'low' } });
    expect(outcome).toMatchObject({ kind: 'tagged', rules: [{ level: 'low' }] });
    expect(outcome.kind === 'tagged' && outcome.value).toContain('"severity":"low"');
  });
});

describe('custom fields', () => {
  const customFields = { site: 'A', tags: { team: 1 } };

  it('are put into what is written, tagged and not', () => {
    expect(written(run(shell, { pipeline: { customFields } }))).toEqual({
      Image: '/bin/sh',
      ...customFields,
    });
    const untagged = run('{ }', { pipeline: { customFields, writeUntagged: true } });
    expect(written(untagged)).toEqual(customFields);
  });

  it('never take the place of what the event says itself, however it is written', () => {
    for (const event of ['{"site":"B"}', '{"\\u0073ite":"B"}'])
      expect(written(run(event, { pipeline: { customFields, writeUntagged: true } }))).toEqual({
        ...customFields,
        site: 'B',
      });
  });

  it('leave an event that is not written as it is', () => {
    const outcome = run('{"a":1}', { pipeline: { customFields } });
    expect(outcome.kind === 'untagged' && String(outcome.value)).toBe('{"a":1}');
  });
});
