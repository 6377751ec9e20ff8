import { isRecord, maxEventDepth } from '../event/sigma-event.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';

/**
 * Names under which rules can look something up in an event, sorted: of every field, dotted below objects, also through
 * lists, and of what its schema, its shape or a mapping puts under other names.
 */
export function fieldsOf(event: SigmaEvent): readonly string[] {
  const names = new Set<string>();
  const collect = (value: unknown, path: string, depth: number): void => {
    if (depth > maxEventDepth) return;
    if (Array.isArray(value)) for (const member of value) collect(member, path, depth + 1);
    else if (isRecord(value)) {
      for (const [key, member] of Object.entries(value)) {
        const name = path === '' ? key : `${path}.${key}`;
        names.add(name);
        // Rules find a key with spaces without them, too.
        if (path === '') names.add(key.replaceAll(' ', ''));
        collect(member, name, depth + 1);
      }
    }
  };
  for (const layer of event.layers) collect(layer, '', 1);
  return [...names].sort();
}
