import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
}

export function PageHeader({ title, detail, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-1">
      <div className="min-w-0 flex-1">
        <h1 className="text-lg leading-7 font-semibold tracking-tight break-words">{title}</h1>
        {detail !== undefined && <div className="text-[13px] text-muted">{detail}</div>}
      </div>
      {actions !== undefined && <div className="flex items-center gap-2">{actions}</div>}
    </div>
  );
}
