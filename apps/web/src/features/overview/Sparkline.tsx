import { cx } from '../../ui/class-names.ts';

interface SparklineProps {
  readonly values: readonly (number | null)[];
  readonly className: string;
}

/** The last five minutes as a bare line. Decoration: the chart below says the same with axes. */
export function Sparkline({ values, className }: SparklineProps) {
  const recent = values.slice(-60);
  const top = Math.max(1e-9, ...recent.map((value) => value ?? 0));
  const points = recent.flatMap((value, index) =>
    value === null ? [] : [`${String((index / 59) * 100)},${String(30 - (value / top) * 26)}`],
  );
  if (points.length < 2) return null;
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 32"
      preserveAspectRatio="none"
      className={cx('pointer-events-none absolute right-3 bottom-9 h-8 w-20 opacity-80', className)}
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
