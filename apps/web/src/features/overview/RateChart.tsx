import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { RateSeries } from '../../live/rate-ring.ts';
import { themeStore } from '../../theme/theme-store.ts';
import { formatClock, formatNumber } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { rateChartOptions } from './rate-chart-options.ts';

function toData(series: RateSeries): uPlot.AlignedData {
  return [[...series.at], [...series.events], [...series.matches]];
}

function LegendEntry({
  label,
  value,
  color,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly color: string;
}) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className="h-0.5 w-3 rounded-full" style={{ background: color }} />
      {label}{' '}
      <span className="numeric font-medium text-fg">{value === null ? '–' : formatNumber(value)}</span>
    </span>
  );
}

/** The index under the cursor, or the newest measured point where there is no cursor. */
function shownIndex(series: RateSeries, cursor: number | null): number {
  return cursor ?? series.events.findLastIndex((value) => value !== null);
}

export function RateChart({ series }: { readonly series: RateSeries }) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(series);
  const [cursor, setCursor] = useState<number | null>(null);
  const theme = useSyncExternalStore(themeStore.subscribe, themeStore.theme);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    // The canvas takes its colours once, so a change of theme draws a new one.
    const chart = new uPlot(
      rateChartOptions({
        width: element.clientWidth,
        height: element.clientHeight,
        theme,
        onCursor: setCursor,
      }),
      toData(latest.current),
      element,
    );
    plot.current = chart;
    const observer = new ResizeObserver(() => {
      chart.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [theme]);

  useEffect(() => {
    latest.current = series;
    plot.current?.setData(toData(series));
  }, [series]);

  const index = shownIndex(series, cursor);
  const events = series.events[index] ?? null;
  const matches = series.matches[index] ?? null;
  const at = series.at[index];
  return (
    <Panel
      title="Last 15 minutes"
      className="max-h-96 flex-1"
      actions={
        <div className="flex flex-wrap gap-x-4 text-xs text-muted">
          <LegendEntry label="Events/s" value={events} color="var(--accent)" />
          <LegendEntry label="Matches/s" value={matches} color="var(--match)" />
          {at !== undefined && <span className="numeric">{formatClock(at * 1000)}</span>}
        </div>
      }
    >
      <div
        role="img"
        aria-label={`Events and matches per second over the last 15 minutes. Now ${formatNumber(events ?? 0)} events and ${formatNumber(matches ?? 0)} matches per second.`}
        className="relative min-h-56 flex-1"
      >
        {/* Out of the flow: the canvas takes its size from the panel, never the other way round. */}
        <div ref={frame} className="absolute inset-x-1 top-2 bottom-1 overflow-hidden" />
      </div>
    </Panel>
  );
}
