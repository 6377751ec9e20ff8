import { CircleAlert, RotateCw, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../graphql/failure.ts';
import { Button } from './Button.tsx';
import { cx } from './class-names.ts';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What to do next, as a sentence. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** There is truly nothing. Failures have `ErrorState`; the two never look alike. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-2 px-6 py-12 text-center">
      <Icon aria-hidden className="mb-1 size-7 text-muted" strokeWidth={1.5} />
      <p className="text-sm font-medium">{title}</p>
      <p className="max-w-sm text-[13px] text-muted">{children}</p>
      {action !== undefined && <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  readonly title: string;
  readonly failure: Failure;
  readonly onRetry?: (() => void) | undefined;
  readonly className?: string;
}

export function ErrorState({ title, failure, onRetry, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cx('m-4 rounded-md border border-bad/40 bg-bad-soft p-4 text-[13px]', className)}
    >
      <div className="flex items-start gap-3">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        <div className="min-w-0 flex-1">
          <p className="font-semibold text-bad">{title}</p>
          <p className="mt-1 break-words">{failure.message}</p>
          {failure.requestId !== null && (
            <p className="mt-1 text-xs text-muted">
              Request <code className="font-mono select-all">{failure.requestId}</code>
            </p>
          )}
        </div>
        {onRetry !== undefined && (
          <Button size="small" onClick={onRetry}>
            <RotateCw aria-hidden /> Try again
          </Button>
        )}
      </div>
    </div>
  );
}

export function LoadingRows({ label, rows = 6 }: { readonly label: string; readonly rows?: number }) {
  return (
    <div role="status" className="flex flex-col gap-3 p-4">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton h-5" style={{ width: `${96 - ((row * 17) % 38)}%` }} />
      ))}
    </div>
  );
}
