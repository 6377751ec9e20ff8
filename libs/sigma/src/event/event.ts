import { eventShapes } from './shapes.ts';
import type { SigmaEvent } from './sigma-event.ts';

/** Makes an event of a value that is already parsed. Its known shape is recognised; the value itself is not changed. */
export function toEvent(value: Readonly<Record<string, unknown>>): SigmaEvent {
  for (const { lift, isDecoded } of eventShapes) {
    const lifted = lift(value);
    if (lifted === undefined) continue;
    return { root: value, layers: [lifted, value], searched: isDecoded ? [lifted, value] : [value] };
  }
  const layers = [value];
  return { root: value, layers, searched: layers };
}
