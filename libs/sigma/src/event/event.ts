import { mapAuditRegistry } from './audit-registry.ts';
import { findEquivalents } from './equivalents.ts';
import type { FieldMapping } from './field-mapping.ts';
import { findBareNames } from './field-path.ts';
import { eventShapes, fieldSchemas, schemaMarks } from './shapes.ts';
import type { Layer, SigmaEvent } from './sigma-event.ts';

/** Keys at the top that lead to a mark of a schema. */
const schemaKeys = new Set(schemaMarks.flatMap((mark) => [mark, mark.split('.', 1)[0] ?? mark]));

/** Makes an event of a value that is already parsed. Its known shape is recognised; the value itself is not changed. */
export function toEvent(root: Layer): SigmaEvent {
  const [lifted, isDecoded] = lift(root);
  const mapping = mayHaveSchema(root) ? mappingOf(root) : undefined;
  const mapped = mapping?.map(root);
  const own = lifted === undefined ? [root] : [lifted, root];
  const bareNames = findBareNames(root);
  const registry = mapAuditRegistry(own);
  const others = findEquivalents(own);
  const equivalents = [registry, others].filter((layer) => layer !== undefined);
  const layers =
    mapped === undefined && equivalents.length === 0
      ? own
      : [registry, lifted, mapped, root, others].filter((layer) => layer !== undefined);
  return { root, layers, own, mapping, equivalents, bareNames, searched: isDecoded ? own : [root] };
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

/** Whether the event has a key by which any schema begins. Most events have none. */
function mayHaveSchema(root: Layer): boolean {
  for (const key in root) if (schemaKeys.has(key)) return true;
  return false;
}

function mappingOf(root: Layer): FieldMapping | undefined {
  for (const schema of fieldSchemas) {
    const mapping = schema(root);
    if (mapping !== undefined) return mapping;
  }
  return undefined;
}
