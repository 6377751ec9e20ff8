/** What the first offset of a fetched batch says about the offset that was due. */
export type PositionCheck =
  | { readonly kind: 'in order' }
  /** The batch begins before the position: nothing of it counts, go to `offset`. */
  | { readonly kind: 'ahead'; readonly offset: bigint }
  /** Records from `from` on are no longer in Kafka (retention), or the topic was made anew (`to` < `from`). */
  | { readonly kind: 'lost'; readonly from: bigint; readonly to: bigint };

export interface PositionFacts {
  readonly due: bigint;
  /** Whether a batch was read from the due position before: from then on it only moves forward. */
  readonly isPlaced: boolean;
  /** First offset of the batch that was fetched. */
  readonly first: bigint;
  /** First offset that Kafka still holds. */
  readonly low: bigint;
  /** The offset after the last one that Kafka holds. */
  readonly high: bigint;
}

/**
 * Judges a fetched batch that does not begin at the due offset. A gap alone says nothing: compaction and transaction
 * markers leave gaps. It is a loss where Kafka's first offset has passed the due one, or its last has fallen behind it.
 */
export function checkPosition({ due, isPlaced, first, low, high }: PositionFacts): PositionCheck {
  if (high < due || (first < due && isPlaced)) return { kind: 'lost', from: due, to: first };
  if (first < due) return { kind: 'ahead', offset: due };
  if (low > due) return { kind: 'lost', from: due, to: first };
  return { kind: 'in order' };
}
