import { Graph, layout } from '@dagrejs/dagre';
import type { FlowModel, FlowNode } from './flow-model.ts';

/** Pixels. The node components are drawn to these sizes. */
export const nodeSizes = {
  topic: { width: 184, height: 54 },
  pipeline: { width: 216, height: 84 },
} as const satisfies Record<FlowNode['kind'], { width: number; height: number }>;

export interface PlacedNode {
  readonly node: FlowNode;
  /** Of the top left corner. */
  readonly x: number;
  readonly y: number;
}

/** From left to right along the flow. Depends on structure alone: the same pipelines give the same picture. */
export function placeNodes(model: FlowModel): readonly PlacedNode[] {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 84 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of model.nodes) graph.setNode(node.id, { ...nodeSizes[node.kind] });
  for (const edge of model.edges) graph.setEdge(edge.source, edge.target);
  layout(graph);
  return model.nodes.map((node) => {
    const { x, y } = graph.node(node.id) as { readonly x: number; readonly y: number };
    const { width, height } = nodeSizes[node.kind];
    return { node, x: x - width / 2, y: y - height / 2 };
  });
}
