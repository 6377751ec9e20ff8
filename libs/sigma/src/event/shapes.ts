import { liftEvtxDump } from './evtx-dump.ts';
import { liftSentinel } from './sentinel.ts';
import type { Layer } from './sigma-event.ts';
import { liftWinlogbeat } from './winlogbeat.ts';

/** A way to lift fields to the top that an event hides below it. */
export interface EventShape {
  /** Answers undefined for events of another shape. */
  readonly lift: (root: Layer) => Layer | undefined;
  /** The fields come out of encoded text, so the event itself doesn't show their values. */
  readonly isDecoded: boolean;
}

/** The shapes, tried in this order. */
export const eventShapes: readonly EventShape[] = [
  { lift: liftEvtxDump, isDecoded: false },
  { lift: liftWinlogbeat, isDecoded: false },
  { lift: liftSentinel, isDecoded: true },
];
