import { compileScript, parseScript, type RunScript } from '@sluice/logparse';
import { parseEvent, toEvent, type SigmaEvent } from '@sluice/sigma';
import { createFieldMapper } from '@sluice/sigma/mapping';
import { AppError } from '../../app-error.ts';

/** Script and mapping that events go through. */
export interface LogSourceTexts {
  readonly script: string;
  readonly mapping: Readonly<Record<string, readonly string[]>>;
}

/** An event as filters and rules would see it, or why it is none. */
export type ReadEvent = { readonly text: string } & (
  | {
      readonly ok: true;
      readonly event: SigmaEvent;
      /** The event after the script. */
      readonly root: Readonly<Record<string, unknown>>;
      /** Why the script could not go through; the event is then as it came. */
      readonly scriptError: string | null;
    }
  | { readonly ok: false; readonly reason: string }
);

export const MAX_EVENTS = 100;
const MAX_EVENT_CHARS = 1024 * 1024;
/** Of all events together. */
const MAX_CHARS = 16 * 1024 * 1024;

/** Makes a function that reads events as a worker would. Throws BAD_USER_INPUT where the script is wrong. */
export function createEventReader({ script, mapping }: LogSourceTexts): (text: string) => ReadEvent {
  const run = compile(script);
  const mapFields = createFieldMapper(mapping);
  return (text) => {
    if (text.length > MAX_EVENT_CHARS)
      return {
        text,
        ok: false,
        reason: `The event has ${text.length} characters; at most ${MAX_EVENT_CHARS} are tried.`,
      };
    const parsed = parseEvent(text);
    if (!parsed.ok) return { text, ok: false, reason: parsed.message };
    const { root } = parsed.event;
    const result = run(root);
    const event = result.ok ? toEvent(result.event) : parsed.event;
    const place = result.ok ? undefined : result.step.span;
    return {
      text,
      ok: true,
      event: mapFields(event),
      root: result.ok ? result.event : root,
      scriptError: result.ok ? null : `line ${place?.line}, column ${place?.column}: ${result.message}`,
    };
  };
}

function compile(script: string): RunScript {
  const parsed = parseScript(script);
  if (parsed.ok) return compileScript(parsed.value);
  const [fault] = parsed.diagnostics;
  const place = fault?.span === undefined ? '' : `line ${fault.span.line}, column ${fault.span.column}: `;
  throw new AppError('BAD_USER_INPUT', `The parsing script can't be run: ${place}${fault?.message}.`, {
    diagnostics: parsed.diagnostics,
  });
}

/** Throws BAD_USER_INPUT. */
export function checkEventCount(events: readonly string[], most = MAX_EVENTS): void {
  if (events.length < 1 || events.length > most)
    throw new AppError('BAD_USER_INPUT', `Between 1 and ${most} events are tried at once.`);
  const chars = events.reduce((sum, { length }) => sum + length, 0);
  if (chars > MAX_CHARS)
    throw new AppError(
      'BAD_USER_INPUT',
      `The events have ${chars} characters; at most ${MAX_CHARS} are tried at once.`,
    );
}
