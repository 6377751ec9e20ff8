import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Overlay } from './Overlay.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  /** What will happen, and what will not. */
  readonly children: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, confirmLabel, cancelLabel = 'Cancel', busy = false, onConfirm, onCancel, children } = props;
  return (
    <Overlay placement="centre" width="max-w-md" title={title} onClose={onCancel}>
      <div className="px-5 py-4 text-[13px] text-muted">{children}</div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onCancel} autoFocus>
          {cancelLabel}
        </Button>
        <Button tone="danger" busy={busy} onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </footer>
    </Overlay>
  );
}
