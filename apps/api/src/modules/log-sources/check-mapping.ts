import { AppError } from '../../app-error.ts';
import type { FieldMapping } from './log-source.entity.ts';

/** One field of the rules and the event's fields that count as it. */
export interface MappedField {
  readonly field: string;
  readonly sources: readonly string[];
}

const MAX_FIELDS = 2_000;
const MAX_SOURCES = 50;
const MAX_NAME_CHARS = 500;

function refuse(message: string): never {
  throw new AppError('BAD_USER_INPUT', message);
}

/** The mapping, with each source once. Throws BAD_USER_INPUT where a field is named twice, or names are empty or too long. */
export function checkMapping(fields: readonly MappedField[]): FieldMapping {
  if (fields.length > MAX_FIELDS) refuse(`A mapping has at most ${MAX_FIELDS} fields.`);
  const entries = fields.map(({ field, sources }): [string, string[]] => {
    const unique = [...new Set(sources)];
    if (unique.length === 0) refuse(`The mapping of "${field}" names no field of the event.`);
    if (unique.length > MAX_SOURCES) refuse(`The mapping of "${field}" has at most ${MAX_SOURCES} fields.`);
    if ([field, ...unique].some((name) => name.trim() === '' || name.length > MAX_NAME_CHARS))
      refuse(`A field's name in a mapping has 1 to ${MAX_NAME_CHARS} characters.`);
    return [field, unique];
  });
  const names = entries.map(([field]) => field);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) refuse(`The mapping names "${twice}" twice. Give all its fields at once.`);
  return Object.fromEntries(entries);
}
