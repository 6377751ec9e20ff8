import { spreadOf } from './statistics.ts';

/** One engine's runs over the same file. */
export interface Runs {
  /** Of every run; they must agree. */
  readonly events: readonly number[];
  readonly matches: readonly number[];
  /** Events a second of every run. */
  readonly rates: readonly number[];
}

/** How many times as fast as the peer, or why that can't be said. */
export type Comparison =
  | { readonly ok: true; readonly ratio: number; readonly note: string | undefined }
  | { readonly ok: false; readonly reason: string };

/**
 * Compares the median rates. Engines that don't find the same did not do the same work, so there is no ratio then,
 * unless the caller names the rules that differ.
 */
export function compareRates(ours: Runs, peer: Runs, allowedRuleIds: readonly string[]): Comparison {
  const [events, ...otherEvents] = new Set([...ours.events, ...peer.events]);
  if (events === undefined) return refuse('nothing was measured');
  if (otherEvents.length > 0)
    return refuse(`events differ: ${[events, ...otherEvents].join(', ')}; is every line read?`);
  const [oursFound, ...ourOthers] = new Set(ours.matches);
  const [peerFound, ...peerOthers] = new Set(peer.matches);
  if (ourOthers.length > 0 || peerOthers.length > 0)
    return refuse('matches differ from one run to the next of the same engine');
  if (oursFound === undefined || peerFound === undefined) return refuse('nothing was measured');
  const ratio = spreadOf(ours.rates).median / spreadOf(peer.rates).median;
  if (oursFound === peerFound) return { ok: true, ratio, note: undefined };
  const difference = `matches differ: ${oursFound} here, ${peerFound} there`;
  if (allowedRuleIds.length === 0)
    return refuse(`${difference}; find the rules with bench:compare and name them with --allow-differences`);
  return { ok: true, ratio, note: `${difference}, allowed for ${allowedRuleIds.join(', ')}` };
}

function refuse(reason: string): Comparison {
  return { ok: false, reason };
}
