import { describe, expect, it } from 'vitest';
import type { DetectionRowFragment } from '../graphql/generated/graphql.ts';
import {
  foldDetections,
  foldTick,
  maxDetections,
  viewOfSnapshot,
  type Snapshot,
  type Tick,
} from './dashboard-view.ts';

const numbers = (pipelineId: string, eventsInPerSecond: number) => ({
  pipelineId,
  status: 'RUNNING' as const,
  statusReason: null,
  eventsInPerSecond,
  eventsOutPerSecond: 1,
  matchesPerSecond: 2,
  deadLettersPerSecond: 0,
  lag: 0,
  latencyMs: null,
  rulesActive: 3,
  rulesRefused: 0,
  unresolvedPerSecond: 0,
});
const snapshot: Snapshot = {
  at: '2026-11-21T10:00:00.000Z',
  revision: 4,
  rulesTotal: 9,
  pipelines: [
    {
      id: 'a',
      name: 'A',
      enabled: true,
      sourceTopics: ['in'],
      destinationTopic: 'out',
      metrics: numbers('a', 10),
    },
    {
      id: 'b',
      name: 'B',
      enabled: true,
      sourceTopics: ['in'],
      destinationTopic: 'out',
      metrics: numbers('b', 5),
    },
  ],
  topics: [],
  workers: [],
  series: [],
  topRules: [],
  detections: [],
};
const tick = (sequence: number, revision = 4): Tick => ({
  at: '2026-11-21T10:00:01.000Z',
  sequence,
  revision,
  eventsPerSecond: 77,
  matchesPerSecond: 7,
  pipelines: [numbers('a', 70), numbers('b', 7)],
  topics: [],
  workers: [],
  topRules: [],
});
const detection = (id: string, second: number): DetectionRowFragment => ({
  id,
  pipelineId: 'a',
  pipelineName: 'A',
  severity: 'HIGH',
  topic: 'in',
  partition: 0,
  offset: '1',
  matchedAt: `2026-11-21T10:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.000Z`,
  event: '{}',
  eventTruncated: false,
  rules: [],
});

describe('folding ticks into the dashboard', () => {
  it('sums the pipelines of a snapshot until a tick says better', () => {
    const view = viewOfSnapshot(snapshot);
    expect(view.eventsPerSecond).toBe(15);
    expect(foldTick(view, tick(1)).view.eventsPerSecond).toBe(77);
  });

  it('takes any first sequence and asks for a snapshot at a gap', () => {
    const first = foldTick(viewOfSnapshot(snapshot), tick(41));
    expect(first.needsSnapshot).toBe(false);
    expect(foldTick(first.view, tick(42)).needsSnapshot).toBe(false);
    expect(foldTick(first.view, tick(43)).needsSnapshot).toBe(true);
    expect(foldTick(first.view, tick(1)).needsSnapshot).toBe(true);
  });

  it('asks for a snapshot when the configuration has moved on', () => {
    expect(foldTick(viewOfSnapshot(snapshot), tick(1, 5)).needsSnapshot).toBe(true);
  });
});

describe('folding detections', () => {
  it('keeps each id once, newest first', () => {
    const known = [detection('b', 2), detection('a', 1)];
    const folded = foldDetections(known, [detection('c', 3), detection('b', 2)]);
    expect(folded.map((each) => each.id)).toEqual(['c', 'b', 'a']);
  });

  it('returns the same list when nothing is new', () => {
    const known = [detection('a', 1)];
    expect(foldDetections(known, [detection('a', 1)])).toBe(known);
  });

  it('forgets the oldest beyond its bound', () => {
    const many = Array.from({ length: maxDetections + 5 }, (_, index) => detection(String(index), index));
    const folded = foldDetections([], many);
    expect(folded).toHaveLength(maxDetections);
    expect(folded.at(-1)?.id).toBe('5');
  });
});
