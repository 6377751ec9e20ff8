import type { FilterMessage } from '@sluice/contracts';
import type { SigmaRule } from '@sluice/sigma';
import { parseDetection } from '@sluice/sigma/filter';
import { firstFault } from './first-fault.ts';

/** A filter as this worker holds it: read, or refused with the reason. */
export type StoredFilter =
  | { readonly kind: 'loaded'; readonly text: string; readonly detection: SigmaRule }
  | { readonly kind: 'refused'; readonly text: string; readonly fault: string };

/**
 * Reads a filter. The API has read the same text with the same library, so a refusal means that the two differ in version;
 * it is told, and events pass as if the filter were not there. A text that is the same is not read again.
 */
export function storeFilter(
  { id, name, text }: FilterMessage,
  previous: StoredFilter | undefined,
): StoredFilter {
  if (previous?.text === text) return previous;
  const parsed = parseDetection(text, { id, title: name });
  if (parsed.ok) return { kind: 'loaded', text, detection: parsed.value };
  return {
    kind: 'refused',
    text,
    fault: `The filter "${name}" can't be used: ${firstFault(parsed).message}.`,
  };
}
