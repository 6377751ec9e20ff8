import { parseEvent, toEvent, type ByteRefusal, type SigmaEvent } from '@sluice/sigma';
import type { StoredLogSource } from './stored-log-source.ts';

/** An event as its log source makes it, or why it is none. */
export type PreparedEvent =
  | {
      readonly ok: true;
      readonly event: SigmaEvent;
      /** The event after the script. */
      readonly root: Readonly<Record<string, unknown>>;
      /** The script could not go through; the event is as it came. */
      readonly isUnparsed: boolean;
    }
  | { readonly ok: false; readonly reason: ByteRefusal; readonly message: string };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Runs script and mapping over an event. An event that the script can't go through is matched as it came. */
export function prepareEvent(bytes: Uint8Array, { script, mapFields }: StoredLogSource): PreparedEvent {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { ok: false, reason: 'EVENT_NOT_UTF8', message: 'the event is not valid UTF-8' };
  }
  const parsed = parseEvent(text);
  if (!parsed.ok) return parsed;
  const { root } = parsed.event;
  const result = script?.(root);
  const event = result?.ok === true ? toEvent(result.event) : parsed.event;
  return {
    ok: true,
    event: mapFields === undefined ? event : mapFields(event),
    root: result?.ok === true ? result.event : root,
    isUnparsed: result?.ok === false,
  };
}
