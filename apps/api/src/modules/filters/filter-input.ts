import type { FilterUpdate } from './filter.service.ts';
import type { UpdateFilterInput } from './filter.type.ts';

/** Null means "as it is". */
export function toFilterUpdate({ id, version, name, text }: UpdateFilterInput): FilterUpdate {
  return { id, version, name: name ?? undefined, text: text ?? undefined };
}
