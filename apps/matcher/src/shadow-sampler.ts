/** Samples of a rule that one worker takes in a minute of one pipeline. */
export const SAMPLES_PER_RULE_AND_MINUTE = 5;
/** Samples that wait to be sent, at once: a sample has less than 32 KiB, so all have less than 640 KiB. */
export const SAMPLES_PER_FLUSH = 20;

/** An event that rules in `SHADOW` matched. */
export interface ShadowedEvent {
  readonly pipelineId: string;
  readonly ruleIds: readonly string[];
  /** The same for the same event, however often it is read. */
  readonly eventId: string;
}

export interface ShadowSampler<Sample> {
  /** Takes samples for those of its rules that have room; `make` is called for no other. */
  offer(event: ShadowedEvent, make: (ruleId: string) => Sample, nowMs: number): void;
  /** What was taken since the last call. */
  take(): readonly Sample[];
}

interface Waiting<Sample> {
  readonly sample: Sample;
  /** The rule's first one of the minute. */
  readonly isFirst: boolean;
}

/**
 * Keeps a few of the events that rules in `SHADOW` match. A rule's first sample of a minute takes the place of another
 * rule's further one, so that rules that match all the time leave room for those that seldom do.
 */
export function createShadowSampler<Sample>(
  perRule: number = SAMPLES_PER_RULE_AND_MINUTE,
  perFlush: number = SAMPLES_PER_FLUSH,
): ShadowSampler<Sample> {
  let minute = 0;
  /** Events taken in this minute, by pipeline and rule. */
  let taken = new Map<string, Map<string, string[]>>();
  let waiting: Waiting<Sample>[] = [];
  /** Nothing that waits gives way any more. */
  let isClosed = false;

  function ofPipeline(pipelineId: string): Map<string, string[]> {
    const found = taken.get(pipelineId) ?? new Map<string, string[]>();
    taken.set(pipelineId, found);
    return found;
  }

  /** Whether there is a place for one more; makes one for a first sample. */
  function makeRoom(isFirst: boolean): boolean {
    if (waiting.length < perFlush) return true;
    if (!isFirst || isClosed) return false;
    const further = waiting.findLastIndex((each) => !each.isFirst);
    if (further >= 0) waiting.splice(further, 1);
    isClosed = further < 0;
    return !isClosed;
  }

  return {
    offer({ pipelineId, ruleIds, eventId }, make, nowMs) {
      const now = Math.floor(nowMs / 60_000);
      if (now !== minute) {
        minute = now;
        taken = new Map();
      }
      const rules = ofPipeline(pipelineId);
      for (const ruleId of ruleIds) {
        const events = rules.get(ruleId) ?? [];
        const isFirst = events.length === 0;
        // A part of a batch may be read again, each second while its destination can't be written.
        if (events.length >= perRule || events.includes(eventId) || !makeRoom(isFirst)) continue;
        rules.set(ruleId, [...events, eventId]);
        waiting.push({ sample: make(ruleId), isFirst });
      }
    },
    take() {
      const samples = waiting.map(({ sample }) => sample);
      waiting = [];
      isClosed = false;
      return samples;
    },
  };
}
