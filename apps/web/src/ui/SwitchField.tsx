import { Switch } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { cx } from './class-names.ts';

interface ToggleProps {
  readonly id?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
}

export function Toggle({ checked, onChange, ...rest }: ToggleProps) {
  return (
    <Switch.Root
      {...rest}
      checked={checked}
      onCheckedChange={onChange}
      className={cx(
        'relative h-5 w-9 shrink-0 rounded-full border border-control bg-hover transition-colors disabled:opacity-50',
        'data-[state=checked]:border-accent-strong data-[state=checked]:bg-accent-strong',
      )}
    >
      <Switch.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-control transition-transform data-[state=checked]:translate-x-[1.15rem] data-[state=checked]:bg-white" />
    </Switch.Root>
  );
}

interface SwitchFieldProps {
  readonly label: string;
  readonly hint: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function SwitchField({ label, hint, checked, onChange }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-[13px] font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      </div>
      <Toggle id={id} aria-describedby={`${id}-hint`} checked={checked} onChange={onChange} />
    </div>
  );
}
