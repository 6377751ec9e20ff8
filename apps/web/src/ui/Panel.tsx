import type { ReactNode } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { Button } from './Button.tsx';
import { cx } from './class-names.ts';

interface PanelProps {
  readonly title: string;
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A bug in one panel leaves the others standing. */
function BrokenPanel({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <div role="alert" className="flex flex-col items-start gap-2 p-4 text-[13px]">
      <p className="font-medium text-bad">
        This panel broke. The fault is in the dashboard, not in your pipelines.
      </p>
      <pre className="max-w-full overflow-x-auto font-mono text-xs text-muted">
        {error instanceof Error ? error.message : 'It failed without saying why.'}
      </pre>
      <Button size="small" onClick={resetErrorBoundary}>
        Show it again
      </Button>
    </div>
  );
}

export function Panel({ title, detail, actions, className, children }: PanelProps) {
  return (
    <section
      aria-label={title}
      className={cx(
        'flex min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-panel',
        className,
      )}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
        <h2 className="text-[13px] font-semibold">{title}</h2>
        {detail !== undefined && <div className="text-xs text-muted">{detail}</div>}
        {actions !== undefined && <div className="ml-auto flex items-center gap-2">{actions}</div>}
      </header>
      <ErrorBoundary FallbackComponent={BrokenPanel}>{children}</ErrorBoundary>
    </section>
  );
}
