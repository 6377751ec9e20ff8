import { expect, it } from 'vitest';
import { createShadowSampler } from './shadow-sampler.ts';

const MINUTE_MS = 60_000;

/** A sampler of samples `rule event`, and how often it made one. */
function sampler(perRule: number, perFlush: number) {
  const { offer, take } = createShadowSampler<string>(perRule, perFlush);
  let made = 0;
  return {
    take,
    made: () => made,
    offer(ruleIds: readonly string[], eventId: string, { nowMs = 0, pipelineId = 'p' } = {}): void {
      const make = (ruleId: string): string => {
        made += 1;
        return `${ruleId} ${eventId}`;
      };
      offer({ pipelineId, ruleIds, eventId }, make, nowMs);
    },
  };
}

const noisy = Array.from({ length: 1_000 }, (_, n) => `e${n}`);

it('a rule has a few samples in a minute, and begins anew in the next', () => {
  const { offer, take, made } = sampler(2, 10);
  for (const event of noisy) offer(['r'], event);
  expect(take()).toEqual(['r e0', 'r e1']);
  offer(['r'], 'late', { nowMs: MINUTE_MS - 1 });
  expect(take()).toEqual([]);
  offer(['r'], 'next', { nowMs: MINUTE_MS });
  expect(take()).toEqual(['r next']);
  expect(made()).toBe(3);
});

it('an event that several rules match is a sample of each that has room', () => {
  const { offer, take } = sampler(1, 10);
  offer(['a'], 'e0');
  offer(['a', 'b', 'c'], 'e1');
  expect(take()).toEqual(['a e0', 'b e1', 'c e1']);
});

it('an event that is read again takes no second place', () => {
  const { offer, take } = sampler(3, 10);
  for (let again = 0; again < 5; again += 1) offer(['r'], 'e');
  expect(take()).toEqual(['r e']);
  offer(['r'], 'e');
  expect(take()).toEqual([]);
});

it('each pipeline has samples of its own', () => {
  const { offer, take } = sampler(1, 10);
  offer(['r'], 'e0', { pipelineId: 'p' });
  offer(['r'], 'e1', { pipelineId: 'q' });
  expect(take()).toEqual(['r e0', 'r e1']);
});

it('no more wait than a flush may have, whatever matches, and no more are made', () => {
  const { offer, take, made } = sampler(5, 20);
  const rules = Array.from({ length: 5_000 }, (_, n) => `r${n}`);
  for (const event of noisy.slice(0, 20)) offer(rules, event);
  expect(take()).toHaveLength(20);
  expect(made()).toBe(20);
});

it('noisy rules that fill a flush give way to those that match once', () => {
  const { offer, take } = sampler(5, 10);
  for (const event of noisy) offer(['n1', 'n2'], event);
  const quiet = Array.from({ length: 8 }, (_, n) => `q${n}`);
  for (const rule of quiet) offer([rule], 'once');
  offer(['q8'], 'once');
  expect(take()).toEqual(['n1 e0', 'n2 e0', ...quiet.map((rule) => `${rule} once`)]);
});

it('a rule that found no place has one in the next flush, before those that had one', () => {
  const { offer, take } = sampler(5, 3);
  const rules = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const flushes = [0, 1, 2].map((flush) => {
    for (const event of noisy.slice(0, 50)) offer(rules, `${flush}-${event}`);
    return take().map((sample) => sample[0]);
  });
  expect(flushes[0]).toEqual(['a', 'b', 'c']);
  expect(flushes[1]).toEqual(['d', 'e', 'f']);
  expect(flushes[2]).toContain('g');
});
