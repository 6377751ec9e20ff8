import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';
import { inputStyle } from '../../ui/Field.tsx';

/** A password that can be shown while it is typed. */
export function PasswordInput({
  autoComplete,
  ...input
}: ComponentProps<'input'> & { readonly autoComplete: 'current-password' | 'new-password' }) {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="relative">
      <input
        {...input}
        type={isShown ? 'text' : 'password'}
        autoComplete={autoComplete}
        className={`${inputStyle} pr-10`}
      />
      <button
        type="button"
        aria-pressed={isShown}
        aria-label="Show password"
        onClick={() => {
          setIsShown(!isShown);
        }}
        className="absolute inset-y-0 right-0 flex w-9 items-center justify-center text-muted hover:text-fg"
      >
        {isShown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
      </button>
    </div>
  );
}
