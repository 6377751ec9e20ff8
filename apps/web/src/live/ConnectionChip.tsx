import { CircleDashed, CloudOff, Radio, RefreshCw, TriangleAlert, type LucideIcon } from 'lucide-react';
import { cx } from '../ui/class-names.ts';
import { formatClock } from '../ui/format.ts';
import type { ConnectionChip as Chip } from './connection.ts';
import { useConnectionChip } from './LiveProvider.tsx';

interface Look {
  readonly icon: LucideIcon;
  /** Said aloud when it changes; without the running seconds. */
  readonly word: string;
  readonly rest?: string;
  readonly tone: string;
  readonly explanation: string;
}

function lookOf(chip: Chip): Look {
  switch (chip.kind) {
    case 'CONNECTING':
      return {
        icon: CircleDashed,
        word: 'Connecting',
        tone: 'text-muted',
        explanation: 'Waiting for the first numbers.',
      };
    case 'LIVE':
      return {
        icon: Radio,
        word: 'Live',
        tone: 'text-good bg-good-soft border-good/30',
        explanation: 'Numbers arrive every second.',
      };
    case 'RECONNECTING':
      return {
        icon: RefreshCw,
        word: 'Reconnecting',
        rest: ` (${String(chip.seconds)} s)`,
        tone: 'text-warn bg-warn-soft border-warn/40',
        explanation: 'The connection was lost; what you see is from before. Trying again.',
      };
    case 'STALE':
      return {
        icon: TriangleAlert,
        word: `Stale since ${formatClock(chip.since)}`,
        tone: 'text-warn bg-warn-soft border-warn/40',
        explanation: 'Connected, but the API sends no numbers. What you see is from that time.',
      };
    case 'OFFLINE':
      return {
        icon: CloudOff,
        word: 'Offline',
        rest: chip.since === null ? '' : `, data of ${formatClock(chip.since)}`,
        tone: 'text-bad bg-bad-soft border-bad/40',
        explanation: 'No connection to the API. Trying again every few seconds.',
      };
  }
}

/** Says how fresh the numbers are: from socket events and the age of the last tick, never from hope. */
export function ConnectionChip() {
  const chip = useConnectionChip();
  const { icon: Icon, word, rest, tone, explanation } = lookOf(chip);
  return (
    <div
      title={explanation}
      data-testid="connection-chip"
      data-kind={chip.kind}
      className={cx(
        'inline-flex h-7 items-center gap-1.5 rounded-full border border-line px-2.5 text-xs font-medium',
        tone,
      )}
    >
      <Icon aria-hidden className={cx('size-3.5', chip.kind === 'RECONNECTING' && 'animate-spin')} />
      <span className="numeric whitespace-nowrap">
        <span role="status">{word}</span>
        {rest}
      </span>
    </div>
  );
}
