import { CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useConnectionChip, useLive, useLiveParts } from '../../live/LiveProvider.tsx';
import { countOf, formatMilliseconds } from '../../ui/format.ts';
import { spreadOf } from '../overview/key-figures.ts';

interface RevisionProgressProps {
  readonly revision: number;
  /** When the API's answer to the change arrived, epoch milliseconds. */
  readonly savedAt: number;
}

/** Milliseconds from `savedAt` until this page knew that all workers have the revision; null until it knows. */
function useSeenEverywhere(revision: number, savedAt: number): number | null {
  const { live } = useLiveParts();
  const [seenAfterMs, setSeenAfterMs] = useState<number | null>(null);
  useEffect(() => {
    const check = () => {
      const { applied, alive } = spreadOf(live.get().view?.workers ?? [], revision);
      if (alive > 0 && applied === alive) setSeenAfterMs((known) => known ?? Date.now() - savedAt);
    };
    const timer = setTimeout(check);
    const stop = live.subscribe(check);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [live, revision, savedAt]);
  return seenAfterMs;
}

/**
 * How far a change has come, from what the workers themselves report. The time counts until their report
 * reaches this page, so it is an upper bound: reports come once a second.
 */
export function RevisionProgress({ revision, savedAt }: RevisionProgressProps) {
  const { view } = useLive();
  const chip = useConnectionChip();
  const { applied, alive } = spreadOf(view?.workers ?? [], revision);
  const isEverywhere = alive > 0 && applied === alive;
  const seenAfterMs = useSeenEverywhere(revision, savedAt);

  const published = `Revision ${String(revision)} published.`;
  if (isEverywhere) {
    return (
      <p
        role="status"
        data-testid="revision-progress"
        className="flex items-center gap-2 text-[13px] text-good"
      >
        <CircleCheck aria-hidden className="size-4 shrink-0" />
        <span>
          {published} Live on {alive === 1 ? 'the worker' : `all ${String(alive)} workers`}
          {seenAfterMs !== null && (
            <>
              {' '}
              after at most <span className="numeric">{formatMilliseconds(seenAfterMs)}</span>
            </>
          )}
        </span>
      </p>
    );
  }
  const isBlind = chip.kind !== 'LIVE' && chip.kind !== 'CONNECTING';
  const Icon = isBlind || alive === 0 ? TriangleAlert : LoaderCircle;
  return (
    <p
      role="status"
      data-testid="revision-progress"
      className="flex items-center gap-2 text-[13px] text-muted"
    >
      <Icon
        aria-hidden
        className={`size-4 shrink-0 ${Icon === LoaderCircle ? 'animate-spin' : 'text-warn'}`}
      />
      <span>
        {published}{' '}
        {isBlind
          ? 'Whether workers have it shows when the live connection is back.'
          : alive === 0
            ? 'No worker is running; it takes effect when one starts.'
            : `Applied by ${String(applied)} of ${countOf(alive, 'worker')}.`}
      </span>
    </p>
  );
}
