import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

interface PanelProps {
  readonly title: string;
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
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
      {children}
    </section>
  );
}
