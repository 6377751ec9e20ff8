import { TriangleAlert } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { formatClock } from '../ui/format.ts';
import { useConnectionChip, useLive, useLiveParts } from './LiveProvider.tsx';

/** Above old numbers: that they are old, and of when. Nothing while they are fresh. */
export function FreshnessNotice() {
  const chip = useConnectionChip();
  const { view, failure, isFetching } = useLive();
  const { live } = useLiveParts();
  const isOld =
    chip.kind === 'STALE' || chip.kind === 'OFFLINE' || (chip.kind === 'RECONNECTING' && chip.seconds >= 2);
  if (view === null || (!isOld && failure === null)) return null;
  return (
    <div className="flex items-center gap-3 rounded-lg border border-warn/40 bg-warn-soft px-4 py-2 text-[13px]">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
      <p className="flex-1">
        {isOld && (
          <>
            These numbers are old: they are of <span className="numeric">{formatClock(view.at)}</span>.{' '}
          </>
        )}
        {failure !== null && failure.message}
        {failure?.requestId != null && <span className="text-muted"> Request {failure.requestId}</span>}
      </p>
      <Button size="small" busy={isFetching} onClick={() => void live.refresh()}>
        Try again
      </Button>
    </div>
  );
}
