import type { DashboardView, SnapshotPipeline } from '../../live/dashboard-view.ts';

export type FlowNode =
  | { readonly id: string; readonly kind: 'topic'; readonly topic: string }
  | { readonly id: string; readonly kind: 'pipeline'; readonly pipelineId: string; readonly name: string };

export interface FlowEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly pipelineId: string;
  readonly topic: string;
  readonly direction: 'in' | 'out';
}

export interface FlowModel {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

const topicId = (topic: string) => `topic:${topic}`;
const pipelineNodeId = (id: string) => `pipeline:${id}`;

/** Topics and pipelines as a graph, without numbers. Sorted by name, so that nothing moves when a status changes. */
export function buildFlow(pipelines: readonly SnapshotPipeline[]): FlowModel {
  const sorted = [...pipelines].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const topics = new Set(sorted.flatMap((pipeline) => [...pipeline.sourceTopics, pipeline.destinationTopic]));
  const nodes: FlowNode[] = [
    ...[...topics].map((topic): FlowNode => ({ id: topicId(topic), kind: 'topic', topic })),
    ...sorted.map(({ id, name }): FlowNode => ({
      id: pipelineNodeId(id),
      kind: 'pipeline',
      pipelineId: id,
      name,
    })),
  ];
  const edges = sorted.flatMap((pipeline): FlowEdge[] => {
    const node = pipelineNodeId(pipeline.id);
    const { id: pipelineId, destinationTopic } = pipeline;
    return [
      ...pipeline.sourceTopics.map((topic): FlowEdge => ({
        id: `${topicId(topic)}>${node}`,
        source: topicId(topic),
        target: node,
        pipelineId,
        topic,
        direction: 'in',
      })),
      {
        id: `${node}>${topicId(destinationTopic)}`,
        source: node,
        target: topicId(destinationTopic),
        pipelineId,
        topic: destinationTopic,
        direction: 'out',
      },
    ];
  });
  return { nodes, edges };
}

/** Ids of all nodes and edges up- and downstream of a node, itself included. */
export function pathThrough(model: FlowModel, nodeId: string): ReadonlySet<string> {
  const reached = new Set([nodeId]);
  const walk = (from: 'source' | 'target', to: 'source' | 'target') => {
    const queue = [nodeId];
    const seen = new Set(queue);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const edge of model.edges) {
        if (edge[from] !== next) continue;
        reached.add(edge.id).add(edge[to]);
        if (seen.has(edge[to])) continue;
        seen.add(edge[to]);
        queue.push(edge[to]);
      }
    }
  };
  walk('source', 'target');
  walk('target', 'source');
  return reached;
}

/**
 * Events/s on one edge. The metrics count per pipeline and per topic, not per pair: a pipeline's intake is
 * split over its sources in the ratio of these topics' rates.
 */
export function rateOf(edge: FlowEdge, view: DashboardView): number {
  const metrics = view.metrics.get(edge.pipelineId);
  if (metrics === undefined) return 0;
  if (edge.direction === 'out') return metrics.eventsOutPerSecond;
  const sources = view.pipelines.find((pipeline) => pipeline.id === edge.pipelineId)?.sourceTopics ?? [];
  const rate = (topic: string) => view.topics.get(topic)?.eventsOutPerSecond ?? 0;
  const total = sources.reduce((sum, topic) => sum + rate(topic), 0);
  return total === 0 ? 0 : (metrics.eventsInPerSecond * rate(edge.topic)) / total;
}

/** Pixels: thin but visible for nothing, then one step per tenfold rate. */
export function edgeWidth(eventsPerSecond: number): number {
  return 1.25 + Math.min(8, Math.log10(1 + Math.max(0, eventsPerSecond)) * 1.6);
}
