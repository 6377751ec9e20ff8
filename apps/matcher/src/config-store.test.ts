import { expect, it } from 'vitest';
import { createConfigStore } from './config-store.ts';

const rule = (id: string, title: string, extra = ''): string =>
  JSON.stringify({
    schemaVersion: 1,
    id,
    repositoryId: 'r',
    stage: 'LIVE',
    text: `title: ${title}\nid: 0a6f7c3e-1d0b-4c53-8d0e-6c4b2a190f77\nlogsource: {product: linux}\ndetection:\n  sel:\n    a${extra}: b\n  condition: sel\n`,
  });
const revision = (number: number): string =>
  JSON.stringify({ schemaVersion: 1, revision: number, at: '2026-11-21T10:00:00.000Z' });

function setup() {
  const skipped: string[] = [];
  return { store: createConfigStore((key) => void skipped.push(key)), skipped };
}

it('a change is seen only when its revision is closed, and then whole', () => {
  const { store } = setup();
  expect(store.apply('rule/1', rule('1', 'One'))).toBeUndefined();
  expect(store.apply('rule/2', rule('2', 'Two'))).toBeUndefined();
  const snapshot = store.apply('revision', revision(7));
  expect(snapshot?.revision).toBe(7);
  expect([...(snapshot?.rules.keys() ?? [])]).toEqual(['1', '2']);
});

it('a snapshot that was handed out never changes', () => {
  const { store } = setup();
  store.apply('rule/1', rule('1', 'One'));
  const first = store.apply('revision', revision(1));
  store.apply('rule/1', null);
  const second = store.apply('revision', revision(2));
  expect(first?.rules.size).toBe(1);
  expect(second?.rules.size).toBe(0);
});

it('a rule that fails is kept out with its line and column, and the others load', () => {
  const { store } = setup();
  store.apply('rule/1', rule('1', 'Good'));
  store.apply('rule/2', rule('2', 'Bad', '|nonsense'));
  const snapshot = store.apply('revision', revision(1));
  expect(snapshot?.rules.get('1')?.kind).toBe('loaded');
  expect(snapshot?.rules.get('2')).toMatchObject({
    kind: 'refused',
    message: 'line 6, column 7: there is no modifier "nonsense"',
  });
});

it('a record that can not be read is skipped and harms nothing else', () => {
  const { store, skipped } = setup();
  store.apply('rule/1', '{');
  store.apply('pipeline/1', '{"schemaVersion":1}');
  store.apply('rule/2', rule('2', 'Two'));
  expect(store.apply('revision', revision(1))?.rules.size).toBe(1);
  expect(skipped).toEqual(['rule/1', 'pipeline/1']);
});

it('a text that did not change is not compiled again', () => {
  const { store } = setup();
  store.apply('rule/1', rule('1', 'One'));
  const first = store.apply('revision', revision(1))?.rules.get('1');
  store.apply('rule/1', rule('1', 'One'));
  const second = store.apply('revision', revision(2))?.rules.get('1');
  expect(first?.kind === 'loaded' && second?.kind === 'loaded' && first.rule === second.rule).toBe(true);
});
