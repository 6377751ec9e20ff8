import { useId, type ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Gets what ties the control to its label, hint and error. */
  readonly children: (control: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean | undefined;
  }) => ReactNode;
}

export const inputStyle =
  'h-9 w-full rounded-md border border-control bg-bg px-3 text-[13px] text-fg placeholder:text-muted aria-invalid:border-bad disabled:opacity-60';

export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const hasNote = error !== undefined || hint !== undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-[13px] font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': hasNote ? `${id}-note` : undefined,
        'aria-invalid': error !== undefined ? true : undefined,
      })}
      {hasNote && (
        <p id={`${id}-note`} className={error !== undefined ? 'text-xs text-bad' : 'text-xs text-muted'}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
