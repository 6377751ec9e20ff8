import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { Database } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { cx } from '../../ui/class-names.ts';
import { formatNumber } from '../../ui/format.ts';
import { StatusBadge } from '../pipelines/StatusBadge.tsx';
import { nodeSizes } from './flow-layout.ts';
import type { FlowNode } from './flow-model.ts';
import { useHighlight } from './highlight.ts';

export type FlowGraphNode = Node<{ readonly node: FlowNode }, 'topic' | 'pipeline'>;

interface CardProps {
  readonly id: string;
  readonly kind: FlowNode['kind'];
  readonly className?: string;
  readonly children: ReactNode;
}

/** A real button: reached by Tab, chosen by Enter, and its path lights up on focus and hover alike. */
function Card({ id, kind, className, children }: CardProps) {
  const { isDimmed, chosen, choose, preview } = useHighlight(id);
  const end = () => {
    preview(null);
  };
  const begin = () => {
    preview(id);
  };
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className="invisible" />
      <button
        type="button"
        aria-pressed={chosen === id}
        onClick={() => {
          choose(id);
        }}
        onFocus={begin}
        onBlur={end}
        onMouseEnter={begin}
        onMouseLeave={end}
        style={nodeSizes[kind]}
        className={cx(
          'pointer-events-auto nodrag nopan flex flex-col justify-center rounded-lg border border-line-strong bg-raised px-3 text-left transition-opacity',
          chosen === id && 'border-accent ring-1 ring-accent',
          isDimmed && 'opacity-30',
          className,
        )}
      >
        {children}
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} className="invisible" />
    </>
  );
}

function Figure({
  value,
  unit,
  tone,
}: {
  readonly value: string;
  readonly unit: string;
  readonly tone?: string;
}) {
  return (
    <span className="numeric whitespace-nowrap">
      <span className={cx('text-[13px] font-semibold', tone)}>{value}</span>
      <span className="ml-1 text-2xs text-muted">{unit}</span>
    </span>
  );
}

export function TopicNode({ id, data: { node } }: NodeProps<FlowGraphNode>) {
  const { view } = useLive();
  if (node.kind !== 'topic') return null;
  const metrics = view?.topics.get(node.topic);
  // Seen from the topic: in is what pipelines write to it, out what they read from it.
  const written = metrics?.eventsInPerSecond ?? 0;
  const read = metrics?.eventsOutPerSecond ?? 0;
  const isSource = view?.pipelines.some((pipeline) => pipeline.sourceTopics.includes(node.topic)) ?? false;
  const isDestination = view?.pipelines.some((pipeline) => pipeline.destinationTopic === node.topic) ?? false;
  return (
    <Card id={id} kind="topic">
      <span className="flex items-center gap-1.5">
        <Database aria-hidden className="size-3 shrink-0 text-muted" />
        <span className="sr-only">Topic </span>
        <span className="truncate text-xs font-medium" title={node.topic}>
          {node.topic}
        </span>
      </span>
      <span className="mt-0.5 flex gap-3 pl-[18px]">
        {isSource && <Figure value={formatNumber(read)} unit="events/s" />}
        {isDestination && <Figure value={formatNumber(written)} unit="written/s" tone="text-match" />}
      </span>
    </Card>
  );
}

const frames = {
  FAILED: 'border-bad',
  LAGGING: 'border-warn',
  WAITING: 'border-low',
  RUNNING: '',
  DISABLED: 'border-dashed',
};

export function PipelineNode({ id, data: { node } }: NodeProps<FlowGraphNode>) {
  const { view } = useLive();
  if (node.kind !== 'pipeline') return null;
  const metrics = view?.metrics.get(node.pipelineId);
  return (
    <Card id={id} kind="pipeline" className={cx('bg-panel', metrics !== undefined && frames[metrics.status])}>
      <span className="flex items-center gap-2">
        <span className="sr-only">Pipeline </span>
        <span className="truncate text-[13px] font-semibold" title={node.name}>
          {node.name}
        </span>
        {metrics !== undefined && <StatusBadge status={metrics.status} className="ml-auto text-2xs" />}
      </span>
      {metrics === undefined ? (
        <span className="mt-1 text-xs text-muted">No numbers yet</span>
      ) : (
        <span className="mt-1.5 grid grid-cols-2 gap-x-3 gap-y-0.5">
          <Figure value={formatNumber(metrics.eventsInPerSecond)} unit="events/s" tone="text-accent" />
          <Figure value={formatNumber(metrics.matchesPerSecond)} unit="matches/s" tone="text-match" />
          <Figure
            value={metrics.lag === null ? '–' : formatNumber(metrics.lag)}
            unit={metrics.lag === null ? 'lag unknown' : 'lag'}
            tone={metrics.status === 'LAGGING' ? 'text-warn' : ''}
          />
          <Figure
            value={metrics.latencyMs === null ? '–' : formatNumber(metrics.latencyMs.p95)}
            unit="ms p95"
          />
        </span>
      )}
    </Card>
  );
}
