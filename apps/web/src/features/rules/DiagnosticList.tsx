import { CircleCheck, CircleX, Info, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { DiagnosticFieldsFragment } from '../../graphql/generated/graphql.ts';
import { cx } from '../../ui/class-names.ts';
import { ErrorState } from '../../ui/states.tsx';
import type { CheckResult } from './useDiagnostics.ts';

const looks = {
  ERROR: { icon: CircleX, tone: 'text-bad' },
  WARNING: { icon: TriangleAlert, tone: 'text-warn' },
  INFO: { icon: Info, tone: 'text-low' },
} as const;

interface DiagnosticListProps {
  readonly check: CheckResult | null;
  readonly text: string;
  readonly onGoTo: (diagnostic: DiagnosticFieldsFragment) => void;
}

export function DiagnosticList({ check, text, onGoTo }: DiagnosticListProps) {
  const isChecking = check === null || check.text !== text;
  if (check?.failure != null)
    return <ErrorState title="The text could not be checked" failure={check.failure} className="m-3" />;
  const diagnostics = check?.diagnostics ?? [];
  return (
    <div className="border-t border-line">
      <p role="status" className="flex items-center gap-2 px-4 py-2 text-xs text-muted">
        {isChecking ? (
          <>
            <LoaderCircle aria-hidden className="size-3.5 animate-spin" /> Checking
          </>
        ) : diagnostics.length === 0 ? (
          <>
            <CircleCheck aria-hidden className="size-3.5 text-good" /> No problems found
          </>
        ) : (
          `${String(diagnostics.length)} ${diagnostics.length === 1 ? 'problem' : 'problems'}`
        )}
      </p>
      {diagnostics.length > 0 && (
        <ul className="max-h-44 overflow-y-auto pb-2">
          {diagnostics.map((diagnostic, index) => {
            const { icon: Icon, tone } = looks[diagnostic.severity];
            return (
              <li key={index}>
                <button
                  type="button"
                  onClick={() => {
                    onGoTo(diagnostic);
                  }}
                  className="flex w-full items-start gap-2 px-4 py-1.5 text-left text-[13px] hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <Icon
                    aria-label={diagnostic.severity.toLowerCase()}
                    className={cx('mt-0.5 size-4 shrink-0', tone)}
                  />
                  <span className="numeric w-12 shrink-0 font-mono text-xs leading-5 text-muted">
                    {diagnostic.line === null
                      ? ''
                      : `${String(diagnostic.line)}:${String(diagnostic.column ?? 1)}`}
                  </span>
                  <span className="min-w-0">
                    {diagnostic.message}{' '}
                    <code className="font-mono text-xs text-muted">{diagnostic.code}</code>
                    {diagnostic.hint !== null && (
                      <span className="block text-xs text-muted">{diagnostic.hint}</span>
                    )}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
