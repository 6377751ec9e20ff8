import { isRecord, maxEventDepth, textOfValue } from './sigma-event.ts';
import type { SigmaEvent } from './sigma-event.ts';

/** All that tests need to know about a field. A list counts as several values. */
export interface FieldValues {
  readonly isPresent: boolean;
  readonly hasNull: boolean;
  readonly texts: readonly string[];
}

const absent: FieldValues = { isPresent: false, hasNull: false, texts: [] };

/**
 * Looks a field up: in each layer first by its whole name, then along its dots. The plain way, one field at a time: the
 * compiled rule set does the same for all fields at once.
 */
export function readField(event: SigmaEvent, field: string): FieldValues {
  const found = findField(event, field);
  return found === undefined ? absent : valuesOf(found);
}

/** What stands in the event under a field's name, several values where its dots lead through lists; undefined if absent. */
export function findField(event: SigmaEvent, field: string): readonly unknown[] | undefined {
  for (const layer of event.layers) {
    const found: unknown[] = [];
    for (const name of Object.keys(layer)) {
      if (name === field || (name.includes(' ') && name.replaceAll(' ', '') === field)) {
        found.push(layer[name]);
        break;
      }
    }
    if (found.length === 0) collectPath(layer, field.split('.'), found);
    if (found.length > 0) return found;
  }
  return undefined;
}

function collectPath(value: unknown, path: readonly string[], found: unknown[]): void {
  const [head, ...rest] = path;
  if (head === undefined) found.push(value);
  else if (Array.isArray(value)) for (const member of value) collectPath(member, path, found);
  else if (isRecord(value) && Object.hasOwn(value, head)) collectPath(value[head], rest, found);
}

function valuesOf(found: readonly unknown[]): FieldValues {
  const flat: readonly unknown[] = found.flat(maxEventDepth);
  return {
    isPresent: true,
    hasNull: flat.includes(null),
    texts: flat.map(textOfValue).filter((text) => text !== undefined),
  };
}

/** Every string of the event at any depth: what keywords are searched in. */
export function readKeywordTexts(event: SigmaEvent): readonly string[] {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (Array.isArray(value)) for (const member of value) visit(member);
    else if (isRecord(value)) for (const name of Object.keys(value)) visit(value[name]);
  };
  for (const layer of event.searched) visit(layer);
  return texts;
}
