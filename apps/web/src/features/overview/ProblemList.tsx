import { Link } from 'react-router';
import type { DashboardView } from '../../live/dashboard-view.ts';
import { compareStatus } from '../pipelines/status.ts';
import { StatusBadge } from '../pipelines/StatusBadge.tsx';

/** Pipelines that need someone, worst first, each with its reason. Nothing while all is well. */
export function ProblemList({ view }: { readonly view: DashboardView }) {
  const problems = view.pipelines
    .flatMap(({ id, name }) => {
      const metrics = view.metrics.get(id);
      const isProblem =
        metrics !== undefined && metrics.status !== 'RUNNING' && metrics.status !== 'DISABLED';
      return isProblem ? [{ id, name, status: metrics.status, reason: metrics.statusReason }] : [];
    })
    .sort((a, b) => compareStatus(a.status, b.status));
  if (problems.length === 0) return null;
  return (
    <ul
      aria-label="Pipelines that need attention"
      className="max-h-28 overflow-y-auto border-b border-line bg-raised"
    >
      {problems.map(({ id, name, status, reason }) => (
        <li key={id} className="flex items-baseline gap-3 px-4 py-1.5 text-[13px]">
          <StatusBadge status={status} className="w-20 shrink-0" />
          <p className="min-w-0">
            <Link to={`/pipelines/${id}/edit`} className="font-medium hover:underline">
              {name}
            </Link>
            {reason !== null && <span className="text-muted">: {reason}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
