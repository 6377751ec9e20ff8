import { Controls, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { SnapshotPipeline } from '../../live/dashboard-view.ts';
import { FlowEdgeLine, type FlowGraphEdge } from './FlowEdgeLine.tsx';
import { placeNodes } from './flow-layout.ts';
import { buildFlow, pathThrough } from './flow-model.ts';
import { PipelineNode, TopicNode, type FlowGraphNode } from './FlowNodes.tsx';
import { HighlightContext, type Highlight } from './highlight.ts';

const nodeTypes = { topic: TopicNode, pipeline: PipelineNode };
const edgeTypes = { flow: FlowEdgeLine };
/** Room below for the zoom buttons. */
const fit = { padding: { x: '14px', top: '12px', bottom: '44px' } as const, maxZoom: 1.1, minZoom: 0.35 };

interface FlowGraphProps {
  readonly pipelines: readonly SnapshotPipeline[];
}

function Canvas({ pipelines }: FlowGraphProps) {
  const [params, setParams] = useSearchParams();
  const [previewed, setPreviewed] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { fitView } = useReactFlow();

  // Structure alone: a tick changes numbers inside the nodes and never comes through here.
  const model = useMemo(() => buildFlow(pipelines), [pipelines]);
  const placed = useMemo(() => placeNodes(model), [model]);
  const nodes = useMemo(
    () =>
      placed.map(({ node, x, y }): FlowGraphNode => ({
        id: node.id,
        type: node.kind,
        position: { x, y },
        data: { node },
      })),
    [placed],
  );
  const edges = useMemo(
    () =>
      model.edges.map((edge): FlowGraphEdge => ({
        id: edge.id,
        type: 'flow',
        source: edge.source,
        target: edge.target,
        data: { edge },
      })),
    [model],
  );

  useEffect(() => {
    if (frame.current === null) return undefined;
    const observer = new ResizeObserver(() => void fitView(fit));
    observer.observe(frame.current);
    return () => {
      observer.disconnect();
    };
  }, [fitView, nodes]);

  const wanted = params.get('node');
  const chosen = nodes.some((node) => node.id === wanted) ? wanted : null;
  const lit = previewed ?? chosen;
  const highlight: Highlight = {
    path: lit === null ? null : pathThrough(model, lit),
    chosen,
    preview: setPreviewed,
    choose: (id) => {
      setParams(
        (old) => {
          const next = new URLSearchParams(old);
          if (chosen === id) next.delete('node');
          else next.set('node', id);
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    },
  };
  const bottom = Math.max(0, ...placed.map(({ y }) => y));
  return (
    <HighlightContext value={highlight}>
      <div ref={frame} style={{ height: Math.min(450, Math.max(250, bottom + 140)) }}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          fitView
          fitViewOptions={fit}
          minZoom={fit.minZoom}
          maxZoom={1.6}
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          attributionPosition="bottom-left"
          aria-label="Topics, pipelines and destinations"
        >
          <Controls
            showInteractive={false}
            position="bottom-right"
            fitViewOptions={fit}
            orientation="horizontal"
          />
        </ReactFlow>
      </div>
    </HighlightContext>
  );
}

export function FlowGraph(props: FlowGraphProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}
