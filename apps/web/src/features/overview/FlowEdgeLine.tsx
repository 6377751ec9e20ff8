import { getBezierPath, type Edge, type EdgeProps } from '@xyflow/react';
import { useLive } from '../../live/LiveProvider.tsx';
import { edgeWidth, rateOf, type FlowEdge } from './flow-model.ts';
import { useHighlight } from './highlight.ts';

export type FlowGraphEdge = Edge<{ readonly edge: FlowEdge }, 'flow'>;

/** Width says the rate; the dashes move only while events do, and not at all where motion is unwelcome. */
export function FlowEdgeLine({ id, data, ...ends }: EdgeProps<FlowGraphEdge>) {
  const { view } = useLive();
  const { isDimmed } = useHighlight(id);
  const [path] = getBezierPath(ends);
  if (data === undefined || view === null) return null;
  const rate = rateOf(data.edge, view);
  const width = edgeWidth(rate);
  const isFailed = view.metrics.get(data.edge.pipelineId)?.status === 'FAILED';
  const color = data.edge.direction === 'in' ? 'var(--accent)' : 'var(--match)';
  return (
    <g
      fill="none"
      strokeLinecap="round"
      opacity={isDimmed ? 0.15 : 1}
      style={{ transition: 'opacity 150ms' }}
    >
      <path
        d={path}
        stroke={isFailed ? 'var(--bad)' : color}
        strokeWidth={width}
        strokeOpacity={rate > 0 ? 0.28 : 0.4}
        strokeDasharray={rate > 0 ? undefined : '2 5'}
      />
      {rate > 0 && (
        <path
          d={path}
          stroke={color}
          strokeWidth={Math.min(2.5, width)}
          strokeDasharray="3 11"
          strokeOpacity={0.9}
          className="flow-dash"
        />
      )}
    </g>
  );
}
