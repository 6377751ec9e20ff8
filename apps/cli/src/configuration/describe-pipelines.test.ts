import { expect, it } from 'vitest';
import type { PreviewedPipelines } from './client.ts';
import { describePipelines } from './describe-pipelines.ts';

type Pipeline = PreviewedPipelines['first'][number];

const rules = (count: number, ...titles: readonly string[]) => ({
  count,
  first: titles.map((title) => ({ title })),
});

function pipeline(facts: Partial<Pipeline>): Pipeline {
  const none = rules(0);
  return {
    ...{ pipeline: { name: 'Main' }, changes: [], isCut: false, silentRules: null },
    ...{ rulesAdded: none, rulesRemoved: none, rulesChanged: none },
    ...facts,
  };
}

it('rules are counted by what becomes of them, and the first are named', () => {
  const first = [
    pipeline({
      rulesAdded: rules(130, 'A', 'B', 'C', 'D', 'E', 'F'),
      rulesRemoved: rules(1, 'a "b"\n'),
      rulesChanged: rules(1, 'G'),
    }),
  ];
  expect(describePipelines({ count: 1, first })).toEqual([
    'rules of pipeline "Main": 130 added, 1 removed, 1 changed',
    ...['A', 'B', 'C', 'D', 'E'].map((title) => `    + "${title}"`),
    '    + … and 125 more',
    String.raw`    - "a \"b\"\n"`,
    '    ~ "G"',
  ]);
});

it('rules that can never fire are told with what they lack', () => {
  const silentRules = {
    count: 2,
    first: [
      { rule: { title: 'S' }, missing: [['Image', 'User'], ['Hash']] },
      { rule: { title: 'T' }, missing: [] },
    ],
  };
  expect(describePipelines({ count: 1, first: [pipeline({ silentRules, isCut: true })] })).toEqual([
    'rules of pipeline "Main": 2 that can never fire on the events, more than one preview looks at',
    '    ! "S" lacks Image and User, or Hash',
    '    ! "T" contradicts itself',
  ]);
});

it('a new pipeline has its name among its changes, and one without other rules is left out', () => {
  const made = { pipeline: null, changes: [{ field: 'name', after: 'New' }], rulesAdded: rules(1, 'A') };
  expect(describePipelines({ count: 5, first: [pipeline({}), pipeline(made)] })).toEqual([
    'rules of pipeline "New": 1 added',
    '    + "A"',
    '… and 3 more pipelines',
  ]);
});
