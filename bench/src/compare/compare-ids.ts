/** How one rule's matches differ between two engines. */
export interface RuleDifference {
  readonly ruleId: string;
  /** Events that only one of the engines finds. */
  readonly oursOnly: number;
  readonly peerOnly: number;
  /** 1-based line of the first event that differs. */
  readonly firstLine: number;
}

/** Collects differences line by line; both lists name the rules that match the event on `line`. */
export interface IdComparison {
  readonly add: (line: number, ours: readonly string[], peer: readonly string[]) => void;
  /** The rule with the most differences first. */
  readonly differences: () => readonly RuleDifference[];
}

export function createIdComparison(): IdComparison {
  const found = new Map<string, { oursOnly: number; peerOnly: number; firstLine: number }>();
  const countExtra = (
    line: number,
    side: 'oursOnly' | 'peerOnly',
    ids: readonly string[],
    others: readonly string[],
  ): void => {
    const known = new Set(others);
    for (const id of ids) {
      if (known.has(id)) continue;
      const entry = found.get(id) ?? { oursOnly: 0, peerOnly: 0, firstLine: line };
      entry[side]++;
      found.set(id, entry);
    }
  };
  return {
    add: (line, ours, peer) => {
      countExtra(line, 'oursOnly', ours, peer);
      countExtra(line, 'peerOnly', peer, ours);
    },
    differences: () =>
      [...found]
        .map(([ruleId, entry]) => ({ ruleId, ...entry }))
        .sort((left, right) => right.oursOnly + right.peerOnly - left.oursOnly - left.peerOnly),
  };
}
