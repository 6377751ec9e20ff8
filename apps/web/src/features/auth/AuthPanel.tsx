import type { ReactNode } from 'react';
import { Logo } from '../../ui/Logo.tsx';

interface AuthPanelProps {
  readonly children: ReactNode;
  /** Below the panel. */
  readonly note?: ReactNode;
}

/** A page of its own with one form, without the navigation. */
export function AuthPanel({ children, note }: AuthPanelProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-bg px-4 py-12">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex items-center gap-3">
          <Logo className="size-9" />
          <div>
            <h1 className="text-xl leading-tight font-semibold tracking-tight">Sluice</h1>
            <p className="text-[13px] text-muted">Threats found in the stream</p>
          </div>
        </div>
        <div className="rounded-xl border border-line bg-panel p-6">{children}</div>
        {note !== undefined && <p className="mt-5 text-xs text-muted">{note}</p>}
      </div>
    </main>
  );
}
