/** Most detection records a rule may have in `sluice.detections` each second, from one worker. */
export const DETECTIONS_PER_RULE_AND_SECOND = 20;

export interface DetectionCap {
  /** Whether a detection of these rules may still be recorded: one of them has not used up its second. */
  admit(ruleIds: readonly string[], nowMs: number): boolean;
}

/** Keeps one noisy rule from flooding the control plane; the destination topic stays complete. */
export function createDetectionCap(perSecond: number = DETECTIONS_PER_RULE_AND_SECOND): DetectionCap {
  let second = 0;
  let used = new Map<string, number>();
  return {
    admit(ruleIds, nowMs) {
      const now = Math.floor(nowMs / 1000);
      if (now !== second) {
        second = now;
        used = new Map();
      }
      const free = ruleIds.some((id) => (used.get(id) ?? 0) < perSecond);
      if (free) for (const id of ruleIds) used.set(id, (used.get(id) ?? 0) + 1);
      return free;
    },
  };
}
