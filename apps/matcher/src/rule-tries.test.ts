import { expect, it } from 'vitest';
import { createPipelineCompiler } from './compiled-pipeline.ts';
import { createConfigStore } from './config-store.ts';
import { MAX_RULES_TOLD } from './rule-tries.ts';

const text = (title: string, detection: string): string =>
  `title: ${title}\nid: 0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77\nlogsource: {product: linux}\ndetection: ${detection}`;
const RARE = text('Rare', '{sel: {F|contains: needle}, condition: sel}');
/** Nothing spares it an event. */
const ALWAYS = text('Always', '{sel: {H: z}, condition: not sel}');

/** Pipelines as they come by the topic, and events that go through them. */
function setup() {
  const store = createConfigStore((key, error) => {
    throw new Error(key, { cause: error });
  });
  const compiler = createPipelineCompiler();
  let revision = 0;
  let pipelines: ReturnType<typeof compiler.compile> = new Map();

  function apply(records: Readonly<Record<string, object | null>>): void {
    for (const [key, value] of Object.entries(records))
      store.apply(key, value === null ? null : JSON.stringify({ schemaVersion: 1, ...value }));
    revision += 1;
    const closing = { schemaVersion: 1, revision, at: '2026-11-21T10:00:00.000Z' };
    const snapshot = store.apply('revision', JSON.stringify(closing));
    pipelines = compiler.compile(snapshot!);
  }
  function match(pipelineId: string, event: object, times = 1): void {
    const { rules, matchOptions } = pipelines.get(pipelineId)!;
    const bytes = new TextEncoder().encode(JSON.stringify(event));
    for (let time = 0; time < times; time += 1) rules.ruleSet.matchBytes(bytes, matchOptions);
  }
  return { apply, match, takeTries: () => compiler.takeTries() };
}

const rule = (id: string, text: string, repositoryId = 'r') => ({
  [`rule/${id}`]: { id, repositoryId, text, stage: 'LIVE' },
});
const pipeline = (id: string, ...repositoryIds: string[]) => ({
  [`pipeline/${id}`]: {
    ...{ id, name: id, enabled: true, sourceTopics: ['s'], destinationTopic: 'd', repositoryIds },
    ...{ writeUntagged: false, startOffsets: {} },
  },
});
/** Rules that each event is tried against, with ids from `first` on. */
const many = (count: number, first = 0, repositoryId = 'r') =>
  Object.assign(
    {},
    ...Array.from({ length: count }, (_, n) => rule(`n${first + n}`, ALWAYS, repositoryId)),
  ) as Record<string, object>;

it('a rule adds up over pipelines, whether they share a rule set or not, and is told once', () => {
  const { apply, match, takeTries } = setup();
  apply({
    ...rule('rare', RARE),
    ...rule('always', ALWAYS),
    ...pipeline('a', 'r'),
    ...pipeline('same', 'r'),
    ...pipeline('other', 'r', 's'),
  });
  match('a', { F: 'needle' });
  match('same', { F: 'x' }, 4);
  match('other', { F: 'needle' }, 2);
  expect(takeTries()).toEqual({ rare: 3, always: 7 });
  expect(takeTries()).toEqual({});
});

it('what was counted outlives a new text of the rule, and rule sets that are compiled anew or go', () => {
  const { apply, match, takeTries } = setup();
  apply({
    ...rule('rare', RARE),
    ...rule('always', ALWAYS),
    ...pipeline('a', 'r'),
    ...pipeline('b', 'r', 's'),
  });
  match('a', { F: 'needle' });
  apply(rule('rare', RARE.replace('needle', 'pin')));
  match('a', { F: 'pin' });
  apply(many(2_001, 0, 's'));
  match('b', { F: 'pin' });
  apply({ ...pipeline('b', 'q'), ...pipeline('a', 'r', 'q') });
  match('a', { F: 'pin' });
  const { rare, always } = takeTries();
  expect({ rare, always }).toEqual({ rare: 4, always: 4 });
});

it('rules that are gone are not told of', () => {
  const { apply, match, takeTries } = setup();
  apply({ ...rule('rare', RARE), ...rule('always', ALWAYS), ...pipeline('a', 'r') });
  match('a', { F: 'needle' });
  apply({ 'rule/rare': null });
  expect(takeTries()).toEqual({ always: 1 });
});

it('the most tried are told, and the others when their turn comes', () => {
  const { apply, match, takeTries } = setup();
  apply({
    ...many(MAX_RULES_TOLD + 1),
    ...many(1, MAX_RULES_TOLD + 1, 's'),
    ...pipeline('a', 'r'),
    ...pipeline('b', 's'),
  });
  match('a', {});
  match('b', {}, 5);
  const first = takeTries();
  expect(Object.keys(first)).toHaveLength(MAX_RULES_TOLD);
  expect(first[`n${MAX_RULES_TOLD + 1}`]).toBe(5);
  match('a', {}, 2);
  const [second, third] = [takeTries(), takeTries()];
  expect(Object.values(second).filter((tries) => tries === 3)).toHaveLength(2);
  expect(Object.keys(second)).toHaveLength(MAX_RULES_TOLD);
  expect(Object.values(third)).toEqual([2]);
  expect(takeTries()).toEqual({});
});
