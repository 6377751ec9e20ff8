import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './class-names.ts';

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border text-[13px] font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:size-4',
  {
    variants: {
      tone: {
        primary: 'border-transparent bg-accent-strong text-white hover:brightness-110',
        plain: 'border-line-strong bg-raised text-fg hover:bg-hover',
        ghost: 'border-transparent bg-transparent text-muted hover:bg-hover hover:text-fg',
        danger: 'border-bad/50 bg-bad-soft text-bad hover:brightness-110',
      },
      size: { normal: 'h-8 px-3', small: 'h-7 px-2 text-xs', icon: 'size-8 p-0' },
    },
    defaultVariants: { tone: 'plain', size: 'normal' },
  },
);

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle> & { readonly busy?: boolean };

/** A busy button keeps its width and its words, and takes no second click. */
export function Button({ tone, size, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={cx(buttonStyle({ tone, size }), className)}
    >
      {busy && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}
