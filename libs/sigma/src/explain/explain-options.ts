import { withoutEquivalents } from '../event/event.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';

/** How the event was matched. */
export interface ExplainOptions {
  /** As in `MatchOptions`: without log sources, no field stands for another product's. */
  readonly ignoreLogSource?: boolean;
}

/** The event as the rule set saw it. */
export function asMatched(event: SigmaEvent, { ignoreLogSource = false }: ExplainOptions): SigmaEvent {
  return ignoreLogSource ? withoutEquivalents(event) : event;
}
