import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DashboardView } from '../../live/dashboard-view.ts';
import type { RateSeries } from '../../live/rate-ring.ts';
import { cx } from '../../ui/class-names.ts';
import { countOf, formatCount, formatMilliseconds, formatNumber } from '../../ui/format.ts';
import { keyFiguresOf } from './key-figures.ts';
import { Sparkline } from './Sparkline.tsx';

interface TileProps {
  readonly label: string;
  readonly value: string;
  readonly note: ReactNode;
  readonly tone?: 'warn' | 'bad' | undefined;
  readonly children?: ReactNode;
}

function Tile({ label, value, note, tone, children }: TileProps) {
  return (
    <div className="relative min-w-0 overflow-hidden bg-panel px-4 py-3">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="numeric mt-0.5 text-2xl leading-8 font-semibold tracking-tight">{value}</dd>
      <dd
        className={cx(
          'truncate text-xs text-muted',
          tone === 'warn' && 'text-warn',
          tone === 'bad' && 'text-bad',
        )}
      >
        {note}
      </dd>
      {children}
    </div>
  );
}

interface KeyFigureStripProps {
  readonly view: DashboardView;
  readonly series: RateSeries;
}

export function KeyFigureStrip({ view, series }: KeyFigureStripProps) {
  const figures = keyFiguresOf(view);
  const share = view.eventsPerSecond > 0 ? (view.matchesPerSecond / view.eventsPerSecond) * 100 : 0;
  const isBehind = figures.workersCurrent < figures.workersAlive;
  return (
    <dl
      aria-label="Key figures"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-3 xl:grid-cols-6"
    >
      <Tile
        label="Events/s"
        value={formatNumber(view.eventsPerSecond)}
        note={`in ${countOf(view.pipelines.length, 'pipeline')}`}
      >
        <Sparkline values={series.events} className="text-accent" />
      </Tile>
      <Tile
        label="Matches/s"
        value={formatNumber(view.matchesPerSecond)}
        note={view.eventsPerSecond > 0 ? `${share.toFixed(1)} per 100 events` : 'no events'}
      >
        <Sparkline values={series.matches} className="text-match" />
      </Tile>
      <Tile
        label="Lag"
        value={figures.lag === null ? '–' : formatNumber(figures.lag)}
        tone={figures.pipelinesWithUnknownLag > 0 ? 'warn' : undefined}
        note={
          figures.pipelinesWithUnknownLag > 0
            ? `unknown for ${countOf(figures.pipelinesWithUnknownLag, 'pipeline')}`
            : figures.lag === null
              ? 'no pipeline runs'
              : 'messages not yet processed'
        }
      />
      <Tile
        label="p95 latency"
        value={figures.p95 === null ? '–' : formatMilliseconds(figures.p95)}
        note={figures.p95 === null ? 'nothing processed lately' : 'source to tagged, slowest pipeline'}
      />
      <Tile
        label="Rules active"
        value={formatCount(figures.rulesActive)}
        tone={figures.rulesRefused > 0 ? 'warn' : undefined}
        note={
          <Link to="/rules" className="hover:underline">
            of {formatCount(view.rulesTotal)}
            {figures.rulesRefused > 0 && `, ${formatCount(figures.rulesRefused)} refused by workers`}
          </Link>
        }
      />
      <Tile
        label="Workers"
        value={
          figures.workersAlive === figures.workersTotal
            ? formatCount(figures.workersAlive)
            : `${formatCount(figures.workersAlive)} of ${formatCount(figures.workersTotal)}`
        }
        tone={
          figures.workersAlive === 0
            ? 'bad'
            : isBehind || figures.workersAlive < figures.workersTotal
              ? 'warn'
              : undefined
        }
        note={
          figures.workersAlive === 0
            ? 'no worker reports'
            : isBehind
              ? `${formatCount(figures.workersCurrent)} of ${formatCount(figures.workersAlive)} at revision ${formatCount(view.revision)}`
              : `all at revision ${formatCount(view.revision)}`
        }
      />
    </dl>
  );
}
