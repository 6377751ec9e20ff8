import { GitCompareArrows } from 'lucide-react';
import { Button } from './Button.tsx';

interface ConflictNoticeProps {
  readonly message: string;
  readonly busy: boolean;
  /** Drops what was typed here and shows what the other person saved. */
  readonly onTakeTheirs: () => void;
  /** Keeps what was typed here; the next save replaces what the other person saved. */
  readonly onKeepMine: () => void;
}

/** Someone else saved first. Nobody's work is lost without being asked. */
export function ConflictNotice({ message, busy, onTakeTheirs, onKeepMine }: ConflictNoticeProps) {
  return (
    <div
      role="alert"
      className="flex flex-col gap-3 rounded-md border border-warn/40 bg-warn-soft p-3 text-[13px]"
    >
      <p className="flex gap-2">
        <GitCompareArrows aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        <span>
          <strong className="block font-semibold text-warn">Someone else changed this</strong>
          {message} Yours is not saved yet.
        </span>
      </p>
      <div className="flex flex-wrap gap-2 pl-6">
        <Button size="small" busy={busy} onClick={onTakeTheirs}>
          Reload theirs
        </Button>
        <Button size="small" busy={busy} onClick={onKeepMine}>
          Keep mine, save over theirs
        </Button>
      </div>
    </div>
  );
}
