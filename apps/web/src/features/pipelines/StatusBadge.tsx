import { CircleCheck, CircleOff, CircleX, Hourglass, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { PipelineStatus } from '../../graphql/generated/graphql.ts';
import { cx } from '../../ui/class-names.ts';

const looks: Record<
  PipelineStatus,
  { readonly label: string; readonly icon: LucideIcon; readonly tone: string }
> = {
  FAILED: { label: 'Failed', icon: CircleX, tone: 'text-bad' },
  LAGGING: { label: 'Lagging', icon: TriangleAlert, tone: 'text-warn' },
  WAITING: { label: 'Waiting', icon: Hourglass, tone: 'text-low' },
  RUNNING: { label: 'Running', icon: CircleCheck, tone: 'text-good' },
  DISABLED: { label: 'Disabled', icon: CircleOff, tone: 'text-muted' },
};

/** Word, shape and colour say the same. */
export function StatusBadge({
  status,
  className,
}: {
  readonly status: PipelineStatus;
  readonly className?: string;
}) {
  const { label, icon: Icon, tone } = looks[status];
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 text-xs font-medium whitespace-nowrap',
        tone,
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {label}
    </span>
  );
}
