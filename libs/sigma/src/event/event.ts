import { mapAuditRegistry } from './audit-registry.ts';
import { findEquivalents } from './equivalents.ts';
import { findBareNames } from './field-path.ts';
import { eventShapes, fieldSchemas } from './shapes.ts';
import type { Layer, SigmaEvent } from './sigma-event.ts';

/** Makes an event of a value that is already parsed. Its known shape is recognised; the value itself is not changed. */
export function toEvent(root: Layer): SigmaEvent {
  const [lifted, isDecoded] = lift(root);
  const mapped = map(root);
  const own = lifted === undefined ? [root] : [lifted, root];
  const bareNames = findBareNames(root);
  const registry = mapAuditRegistry(own);
  const others = findEquivalents(own, bareNames);
  const equivalents = [registry, others].filter((layer) => layer !== undefined);
  const layers =
    mapped === undefined && equivalents.length === 0
      ? own
      : [registry, lifted, mapped, root, others].filter((layer) => layer !== undefined);
  return { root, layers, own, equivalents, bareNames, searched: isDecoded ? own : [root] };
}

/** The event under its own names alone. */
export function withoutEquivalents(event: SigmaEvent): SigmaEvent {
  if (event.equivalents.length === 0) return event;
  const layers = event.layers.filter((layer) => !event.equivalents.includes(layer));
  return { ...event, layers, equivalents: [] };
}

function lift(root: Layer): readonly [lifted: Layer | undefined, isDecoded: boolean] {
  for (const { lift, isDecoded } of eventShapes) {
    const lifted = lift(root);
    if (lifted !== undefined) return [lifted, isDecoded];
  }
  return [undefined, false];
}

function map(root: Layer): Layer | undefined {
  for (const schema of fieldSchemas) {
    const mapped = schema(root);
    if (mapped !== undefined) return mapped;
  }
  return undefined;
}
