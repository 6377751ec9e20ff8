import { useLive } from '../../live/LiveProvider.tsx';
import { formatMilliseconds, formatNumber } from '../../ui/format.ts';
import { tableStyle as style } from '../../ui/table-style.ts';
import { StatusBadge } from '../pipelines/StatusBadge.tsx';
import { worstFirst } from '../pipelines/status.ts';

/** The graph's twin, for whoever reads rows better than lines. Worst status first. */
export function FlowTable() {
  const { view } = useLive();
  if (view === null) return null;
  const statusOf = (id: string) => view.metrics.get(id)?.status ?? 'WAITING';
  const rows = worstFirst(
    view.pipelines,
    (pipeline) => statusOf(pipeline.id),
    (pipeline) => pipeline.name,
  );
  return (
    <div
      className={style.frame}
      tabIndex={0}
      role="region"
      aria-label="Pipelines and their topics, as a table"
    >
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col" className={style.head}>
              Pipeline
            </th>
            <th scope="col" className={style.head}>
              Status
            </th>
            <th scope="col" className={`${style.head} text-right`}>
              Events/s
            </th>
            <th scope="col" className={`${style.head} text-right`}>
              Matches/s
            </th>
            <th scope="col" className={`${style.head} text-right`}>
              Lag
            </th>
            <th scope="col" className={`${style.head} text-right`}>
              p95
            </th>
            <th scope="col" className={style.head}>
              Reads
            </th>
            <th scope="col" className={style.head}>
              Writes
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((pipeline) => {
            const metrics = view.metrics.get(pipeline.id);
            return (
              <tr key={pipeline.id} className={style.row}>
                <th scope="row" className={`${style.cell} text-left font-medium`}>
                  {pipeline.name}
                </th>
                <td className={style.cell}>
                  <StatusBadge status={statusOf(pipeline.id)} />
                </td>
                <td className={`${style.cell} ${style.number}`}>
                  {formatNumber(metrics?.eventsInPerSecond ?? 0)}
                </td>
                <td className={`${style.cell} ${style.number}`}>
                  {formatNumber(metrics?.matchesPerSecond ?? 0)}
                </td>
                <td className={`${style.cell} ${style.number}`}>
                  {metrics?.lag == null ? 'unknown' : formatNumber(metrics.lag)}
                </td>
                <td className={`${style.cell} ${style.number}`}>
                  {metrics?.latencyMs == null ? '–' : formatMilliseconds(metrics.latencyMs.p95)}
                </td>
                <td className={`${style.cell} text-xs text-muted`}>{pipeline.sourceTopics.join(', ')}</td>
                <td className={`${style.cell} text-xs text-muted`}>{pipeline.destinationTopic}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
