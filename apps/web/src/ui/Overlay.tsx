import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { buttonStyle } from './Button.tsx';
import { cx } from './class-names.ts';

interface OverlayProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly onClose: () => void;
  /** `side` slides in from the right and keeps the page in view; `centre` is a dialog. */
  readonly placement: 'side' | 'centre';
  readonly width?: string;
  /** Without the cross, Escape and clicks outside: the question must be answered. */
  readonly isForced?: boolean;
  readonly children: ReactNode;
}

const placements = {
  side: 'inset-y-0 right-0 h-dvh w-full border-l data-[state=open]:slide-in-from-right-8',
  centre: 'top-[8dvh] left-1/2 max-h-[84dvh] w-[calc(100vw-2rem)] -translate-x-1/2 rounded-xl border',
} as const;

/** Where there is something to fill in, begin there; else where the dialog itself begins. */
function focusFirstField(event: Event): void {
  const content = event.currentTarget;
  const field =
    content instanceof Element ? content.querySelector<HTMLElement>('input:not([type=file]), select') : null;
  if (field === null) return;
  event.preventDefault();
  field.focus();
}

/** A modal layer: focus stays inside, Escape closes, focus returns to where it came from. */
export function Overlay({
  title,
  description,
  onClose,
  placement,
  width,
  isForced = false,
  children,
}: OverlayProps) {
  const refuse = (event: Event) => {
    if (isForced) event.preventDefault();
  };
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/50 animate-in fade-in-0 duration-150" />
        <Dialog.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={focusFirstField}
          onEscapeKeyDown={refuse}
          onInteractOutside={refuse}
          className={cx(
            'fixed z-50 flex flex-col overflow-hidden border-line bg-panel shadow-overlay duration-150 animate-in fade-in-0',
            placements[placement],
            width ?? (placement === 'side' ? 'sm:max-w-xl' : 'max-w-lg'),
          )}
        >
          <header className="flex items-start gap-3 border-b border-line px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-[15px] font-semibold break-words">{title}</Dialog.Title>
              {description !== undefined && (
                <Dialog.Description className="mt-0.5 text-[13px] text-muted">
                  {description}
                </Dialog.Description>
              )}
            </div>
            {!isForced && (
              <Dialog.Close aria-label="Close" className={buttonStyle({ tone: 'ghost', size: 'icon' })}>
                <X aria-hidden />
              </Dialog.Close>
            )}
          </header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
