import { fieldPath, valueAt } from '../event/field-path.ts';
import type { FieldPath } from '../event/field-path.ts';
import { maxEventDepth, textOfValue } from '../event/sigma-event.ts';
import type { SigmaEvent } from '../event/sigma-event.ts';
import { logSourceIdentity } from './identity.ts';
import type { IdentityField } from './identity.ts';

/** What may be known of an event to tell its log source. Asked for a field that is not listed it throws: our own bug. */
export interface Identity {
  /** The event's keys at the top that a listed field may begin with. */
  heads(): readonly string[];
  /** The first text of the field, '' if it has none. */
  text(name: string): string;
  /** Every text of the field, in lower case. */
  lowerTexts(name: string): readonly string[];
  /** Whether the field has a text that is not empty. */
  has(name: string): boolean;
}

interface ListedField extends IdentityField {
  readonly path: FieldPath;
}

const listed: ReadonlyMap<string, ListedField> = new Map(
  logSourceIdentity.map((field) => [field.name, { ...field, path: fieldPath(field.name) }]),
);
const headNames = new Set(logSourceIdentity.flatMap(({ name }) => [name, fieldPath(name).head]));
const none: readonly string[] = [];

/** Opens what the fields of `logSourceIdentity` say of an event, and nothing else. */
export function readIdentity(event: SigmaEvent): Identity {
  const value = (name: string, isForPresence: boolean): unknown => {
    const field = listed.get(name);
    if (field === undefined || (field.isPresenceOnly && !isForPresence))
      throw new Error(`log sources may not go by ${name}: it is not listed for that`);
    if (!field.isLifted) return valueAt(event.root, field.path, event.bareNames);
    for (const layer of event.own) {
      const found = valueAt(layer, field.path, event.bareNames);
      if (found !== undefined && (typeof found !== 'object' || textsOf(found).length > 0)) return found;
    }
    return undefined;
  };
  return {
    heads: () => {
      const heads = Object.keys(event.root).filter((key) => headNames.has(key));
      for (const bare of event.bareNames?.keys() ?? []) if (headNames.has(bare)) heads.push(bare);
      return heads;
    },
    text: (name) => {
      const found = value(name, false);
      return typeof found === 'string' ? found : (textsOf(found)[0] ?? '');
    },
    lowerTexts: (name) => {
      const found = value(name, false);
      if (typeof found === 'string') return [found.toLowerCase()];
      return found === undefined ? none : textsOf(found).map((text) => text.toLowerCase());
    },
    has: (name) => {
      const found = value(name, true);
      if (typeof found === 'string') return found !== '';
      return found !== undefined && textsOf(found).some((text) => text !== '');
    },
  };
}

function textsOf(value: unknown): readonly string[] {
  const text = textOfValue(value);
  if (text !== undefined) return [text];
  if (!Array.isArray(value)) return none;
  return (value.flat(maxEventDepth) as unknown[]).map(textOfValue).filter((it) => it !== undefined);
}
