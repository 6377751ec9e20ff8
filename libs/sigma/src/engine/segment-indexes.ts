import type { LogSource } from '../log-source/log-source.ts';
import { buildIndex, forgetWitnesses } from './index/build-index.ts';
import type { Segment } from './index/segment.ts';
import type { Kernel } from './kernel/kernel.ts';
import { otherKind } from './kinds.ts';
import type { EventKind } from './kinds.ts';

/** Rules of a segment that one index serves well enough. */
export const smallSegment = 256;

/** The indexes of segments: one of all rules, and for large ones one for each kind of events. */
export interface SegmentIndexes {
  /** Builds the index of all rules, or of those for a kind of events. */
  build(segment: Segment, kind: EventKind | undefined): Generator<void>;
  /** Whether the segment is large and has no index for the kind yet. */
  isMissing(segment: Segment, kind: EventKind): boolean;
  /** Forgets what earlier events had. */
  forget(): void;
}

export function createSegmentIndexes(kernel: Kernel, fieldNumber: (name: string) => number): SegmentIndexes {
  const addresses: number[] = [];
  return {
    *build(segment, kind) {
      const address = yield* buildIndex(segment, yield* rulesFor(segment, kind), kernel, fieldNumber);
      addresses.push(address);
      segment.useIndex(kind?.number ?? 'all', address);
    },
    isMissing: (segment, { number }) =>
      number !== otherKind && segment.rules.length > smallSegment && !segment.hasIndex(number),
    forget: () => {
      for (const address of addresses) forgetWitnesses(kernel, address);
    },
  };
}

/** Rules that are asked for at a time. */
const rulesPerStep = 8192;

/** Rules of the segment that are tried on a kind of events. */
function* rulesFor(segment: Segment, kind: EventKind | undefined): Generator<void, Uint32Array> {
  const numbers: number[] = [];
  const answers = new Map<LogSource, boolean>();
  for (const [number, { metadata }] of segment.rules.entries()) {
    if (number % rulesPerStep === rulesPerStep - 1) yield;
    let isTried = kind === undefined || answers.get(metadata.logSource);
    if (isTried === undefined)
      answers.set(metadata.logSource, (isTried = kind?.fits(metadata.logSource) ?? true));
    if (isTried && !segment.isRemoved(number)) numbers.push(number);
  }
  return Uint32Array.from(numbers);
}
