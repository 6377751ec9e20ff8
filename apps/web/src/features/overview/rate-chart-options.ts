import type uPlot from 'uplot';
import type { Theme } from '../../theme/theme-store.ts';
import { formatNumber } from '../../ui/format.ts';

interface RateChartInput {
  readonly width: number;
  readonly height: number;
  /** Named so that a change of theme is seen to change the options: the colours are read from the page. */
  readonly theme: Theme;
  readonly onCursor: (index: number | null) => void;
}

const minutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false });
const font = '11px Inter, ui-sans-serif, system-ui, sans-serif';

/** Two scales, since matches are a hundredth of events: each axis wears the colour of its line. */
export function rateChartOptions({ width, height, theme, onCursor }: RateChartInput): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (token: string) => style.getPropertyValue(token).trim();
  const fillAlpha = theme === 'dark' ? '22' : '1c';
  const fromZero = (_plot: uPlot, _min: number | null, max: number | null): [number, number] => [
    0,
    Math.max(1, (max ?? 0) * 1.15),
  ];
  const axis = (token: string) => ({ stroke: color(token), font, ticks: { show: false }, size: 48 });
  const labels = (_plot: uPlot, splits: number[]) => splits.map((value) => formatNumber(value));
  return {
    width,
    height,
    padding: [8, 4, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    scales: { x: { time: true }, events: { range: fromZero }, matches: { range: fromZero } },
    axes: [
      {
        stroke: color('--muted'),
        font,
        ticks: { show: false },
        grid: { show: false },
        space: 90,
        size: 30,
        values: (_plot, splits) => splits.map((at) => minutes.format(at * 1000)),
      },
      { ...axis('--accent'), scale: 'events', grid: { stroke: color('--line'), width: 1 }, values: labels },
      { ...axis('--match'), scale: 'matches', side: 1, grid: { show: false }, values: labels },
    ],
    series: [
      {},
      {
        label: 'Events/s',
        scale: 'events',
        stroke: color('--accent'),
        fill: color('--accent') + fillAlpha,
        width: 1.75,
        points: { show: false },
      },
      {
        label: 'Matches/s',
        scale: 'matches',
        stroke: color('--match'),
        width: 1.75,
        points: { show: false },
      },
    ],
    hooks: {
      setCursor: [
        (plot) => {
          onCursor(plot.cursor.idx ?? null);
        },
      ],
    },
  };
}
