import { Network, Table2 } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { FreshnessNotice } from '../../live/FreshnessNotice.tsx';
import { useConnectionChip, useLive, useLiveParts } from '../../live/LiveProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, LoadingRows } from '../../ui/states.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { rollUp } from '../pipelines/status.ts';
import { StatusBadge } from '../pipelines/StatusBadge.tsx';
import { DetectionFeed } from './DetectionFeed.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { FlowGraph } from './FlowGraph.tsx';
import { FlowTable } from './FlowTable.tsx';
import { KeyFigureStrip } from './KeyFigureStrip.tsx';
import { ProblemList } from './ProblemList.tsx';
import { RateChart } from './RateChart.tsx';
import { TopRules } from './TopRules.tsx';

type FlowViewKind = 'graph' | 'table';

function useFlowView(): readonly [FlowViewKind, (kind: FlowViewKind) => void] {
  const [params, setParams] = useSearchParams();
  const asked = params.get('view');
  const fallback: FlowViewKind = window.matchMedia('(max-width: 639px)').matches ? 'table' : 'graph';
  const kind = asked === 'graph' || asked === 'table' ? asked : fallback;
  const choose = (next: FlowViewKind) => {
    setParams(
      (old) => {
        const params = new URLSearchParams(old);
        params.set('view', next);
        return params;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return [kind, choose];
}

function FlowPanel() {
  const { view } = useLive();
  const [kind, choose] = useFlowView();
  if (view === null) return null;
  const toggle = (target: FlowViewKind, label: string, icon: React.ReactNode) => (
    <Button
      size="small"
      tone={kind === target ? 'plain' : 'ghost'}
      aria-pressed={kind === target}
      onClick={() => {
        choose(target);
      }}
    >
      {icon} {label}
    </Button>
  );
  return (
    <Panel
      title="Flow"
      detail={
        <span className="flex flex-wrap gap-x-3">
          {rollUp([...view.metrics.values()].map((metrics) => metrics.status)).map(({ status, count }) => (
            <span key={status} className="inline-flex items-center gap-1">
              <span className="numeric">{count}</span> <StatusBadge status={status} />
            </span>
          ))}
        </span>
      }
      actions={
        <>
          {toggle('graph', 'Graph', <Network aria-hidden />)}
          {toggle('table', 'Table', <Table2 aria-hidden />)}
        </>
      }
    >
      <ProblemList view={view} />
      {kind === 'graph' ? <FlowGraph pipelines={view.pipelines} /> : <FlowTable />}
    </Panel>
  );
}

export function OverviewPage() {
  useTitle('Overview');
  const { view, series, failure } = useLive();
  const { live } = useLiveParts();
  const chip = useConnectionChip();
  const isOld = chip.kind === 'STALE' || chip.kind === 'OFFLINE' || chip.kind === 'RECONNECTING';
  return (
    <div className="flex flex-col gap-3 p-3 sm:p-4">
      <h1 className="sr-only">Overview</h1>
      {view === null && failure !== null && (
        <ErrorState
          title="The overview could not be loaded"
          failure={failure}
          onRetry={() => void live.refresh()}
          className="m-0"
        />
      )}
      {view === null && failure === null && <LoadingRows label="Loading the overview" rows={10} />}
      <FreshnessNotice />
      {view !== null && (
        <div data-old={isOld || undefined} className={cx('flex flex-col gap-3', isOld && 'saturate-50')}>
          <KeyFigureStrip view={view} series={series} />
          {view.pipelines.length === 0 ? (
            <FirstSteps rulesTotal={view.rulesTotal} />
          ) : (
            <div className="grid gap-3 xl:grid-cols-[minmax(0,1.75fr)_minmax(22rem,1fr)]">
              <div className="flex min-w-0 flex-col gap-3">
                <FlowPanel />
                <RateChart series={series} />
              </div>
              <div className="flex min-w-0 flex-col gap-3">
                <DetectionFeed detections={view.detections} />
                <TopRules rules={view.topRules} />
              </div>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
