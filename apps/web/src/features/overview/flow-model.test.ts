import { describe, expect, it } from 'vitest';
import { viewOfSnapshot, type Snapshot } from '../../live/dashboard-view.ts';
import { buildFlow, edgeWidth, pathThrough, rateOf } from './flow-model.ts';

const metrics = (
  pipelineId: string,
  eventsInPerSecond: number,
): Snapshot['pipelines'][number]['metrics'] => ({
  pipelineId,
  status: 'RUNNING',
  statusReason: null,
  eventsInPerSecond,
  eventsOutPerSecond: 4,
  matchesPerSecond: 2,
  deadLettersPerSecond: 0,
  lag: 0,
  latencyMs: null,
  rulesActive: 3,
  rulesRefused: 0,
  unresolvedPerSecond: 0,
});
const pipelines: Snapshot['pipelines'] = [
  {
    id: '2',
    name: 'Linux',
    enabled: true,
    sourceTopics: ['auditd'],
    destinationTopic: 'tagged',
    metrics: metrics('2', 10),
  },
  {
    id: '1',
    name: 'Edge',
    enabled: true,
    sourceTopics: ['sysmon', 'security'],
    destinationTopic: 'tagged',
    metrics: metrics('1', 40),
  },
  {
    id: '3',
    name: 'Archive',
    enabled: true,
    sourceTopics: ['tagged'],
    destinationTopic: 'cold',
    metrics: metrics('3', 8),
  },
];
const view = viewOfSnapshot({
  at: '',
  revision: 1,
  rulesTotal: 0,
  pipelines,
  topics: [
    { topic: 'sysmon', eventsInPerSecond: 0, eventsOutPerSecond: 30 },
    { topic: 'security', eventsInPerSecond: 0, eventsOutPerSecond: 10 },
  ],
  workers: [],
  series: [],
  topRules: [],
  detections: [],
});

describe('the flow graph', () => {
  const model = buildFlow(pipelines);

  it('has one node per topic, also where one pipeline writes what another reads', () => {
    const topics = model.nodes.filter((node) => node.kind === 'topic').map((node) => node.topic);
    expect([...topics].sort()).toEqual(['auditd', 'cold', 'security', 'sysmon', 'tagged']);
  });

  it('keeps its order when the pipelines arrive in another', () => {
    expect(buildFlow([...pipelines].reverse())).toEqual(model);
  });

  it('follows the path in both directions and leaves neighbours out', () => {
    const path = pathThrough(model, 'pipeline:1');
    expect(path.has('topic:sysmon')).toBe(true);
    expect(path.has('topic:cold')).toBe(true);
    expect(path.has('pipeline:2')).toBe(false);
    expect(path.has('topic:auditd')).toBe(false);
  });

  it('ends on a cycle', () => {
    const loop = buildFlow([
      { id: '1', name: 'a', enabled: true, sourceTopics: ['x'], destinationTopic: 'y' },
      { id: '2', name: 'b', enabled: true, sourceTopics: ['y'], destinationTopic: 'x' },
    ]);
    expect(pathThrough(loop, 'topic:x').size).toBe(8);
  });

  it('splits a pipeline’s intake over its sources by their rates', () => {
    const rates = model.edges
      .filter((edge) => edge.pipelineId === '1')
      .map((edge) => [edge.topic, rateOf(edge, view)]);
    expect(rates).toEqual([
      ['sysmon', 30],
      ['security', 10],
      ['tagged', 4],
    ]);
  });

  it('shows an idle edge thin and never grows without bound', () => {
    expect(edgeWidth(0)).toBe(1.25);
    expect(edgeWidth(1e12)).toBeLessThan(10);
  });
});
