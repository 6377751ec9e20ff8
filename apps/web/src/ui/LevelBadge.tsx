import type { RuleLevel } from '../graphql/generated/graphql.ts';
import { cx } from './class-names.ts';

const styles: Record<RuleLevel, { readonly label: string; readonly text: string; readonly bars: number }> = {
  CRITICAL: { label: 'Critical', text: 'text-critical', bars: 4 },
  HIGH: { label: 'High', text: 'text-high', bars: 3 },
  MEDIUM: { label: 'Medium', text: 'text-medium', bars: 2 },
  LOW: { label: 'Low', text: 'text-low', bars: 1 },
  INFORMATIONAL: { label: 'Info', text: 'text-info', bars: 0 },
};

/** Worst first. */
export const ruleLevels: readonly RuleLevel[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'];

/** Level as word, number of bars and colour, so that none of the three is needed alone. */
export function LevelBadge({ level, className }: { readonly level: RuleLevel; readonly className?: string }) {
  const { label, text, bars } = styles[level];
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 text-xs font-medium whitespace-nowrap',
        text,
        className,
      )}
    >
      <svg aria-hidden viewBox="0 0 14 12" className="h-3 w-3.5 shrink-0">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.5}
            y={9 - bar * 2.6}
            width="2.4"
            height={3 + bar * 2.6}
            rx="0.6"
            fill="currentColor"
            opacity={bar < bars ? 1 : 0.22}
          />
        ))}
      </svg>
      {label}
    </span>
  );
}
