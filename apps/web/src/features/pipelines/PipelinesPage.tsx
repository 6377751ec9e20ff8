import { useQuery } from '@apollo/client/react';
import { Plus, Workflow } from 'lucide-react';
import { useMemo } from 'react';
import { Link, Outlet } from 'react-router';
import { failureOf } from '../../graphql/failure.ts';
import { PipelinesDocument } from '../../graphql/generated/graphql.ts';
import { FreshnessNotice } from '../../live/FreshnessNotice.tsx';
import { useLive } from '../../live/LiveProvider.tsx';
import { buttonStyle } from '../../ui/Button.tsx';
import { countOf } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { PipelineTable } from './PipelineTable.tsx';

const newPipeline = (
  <Link to="/pipelines/new" className={buttonStyle({ tone: 'primary' })}>
    <Plus aria-hidden /> New pipeline
  </Link>
);

export function PipelinesPage() {
  useTitle('Pipelines');
  const { data, error, loading, refetch } = useQuery(PipelinesDocument);
  const { view } = useLive();
  // The list says what there is; the live numbers, where they have arrived, say how it does.
  const rows = useMemo(
    () => data?.pipelines.map((row) => ({ ...row, metrics: view?.metrics.get(row.id) ?? row.metrics })),
    [data, view],
  );
  return (
    <div className="flex flex-col gap-3 p-3 sm:p-4">
      <PageHeader
        title="Pipelines"
        detail={rows === undefined ? undefined : countOf(rows.length, 'pipeline')}
        actions={newPipeline}
      />
      <FreshnessNotice />
      <div className="rounded-lg border border-line bg-panel">
        {error !== undefined && (
          <ErrorState
            title={
              rows === undefined ? 'The pipelines could not be loaded' : 'The list could not be refreshed'
            }
            failure={failureOf(error)}
            onRetry={() => void refetch()}
          />
        )}
        {rows === undefined && loading && <LoadingRows label="Loading the pipelines" />}
        {rows?.length === 0 && (
          <EmptyState icon={Workflow} title="No pipelines yet" action={newPipeline}>
            A pipeline reads topics, matches them against the rules of repositories, and writes the tagged
            events on.
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && <PipelineTable rows={rows} />}
      </div>
      <Outlet />
    </div>
  );
}
