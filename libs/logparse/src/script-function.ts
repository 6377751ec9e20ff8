import type { ParsedEvent } from './parsed-event.ts';
import type { Argument } from './script.ts';

/** A parameter of a function. `field` is the name of a field, `fields` several with commas between, `text` any text. */
export interface Parameter {
  readonly name: string;
  readonly kind: 'field' | 'fields' | 'pattern' | 'text' | 'flag';
  /** What holds where the script doesn't say; without it the script must. */
  readonly fallback?: Argument;
}

/** What came of a step: the event as it is now, or why the step can't go on. The message never quotes the event. */
export type StepResult =
  | { readonly ok: true; readonly event: ParsedEvent }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** A step made ready to run. Never changes the event that it is given. */
export type RunStep = (event: ParsedEvent) => StepResult;

/** The arguments of a call, checked against the parameters. */
export interface Arguments {
  text(name: string): string;
  fields(name: string): readonly string[];
  flag(name: string): boolean;
}

/** A function of the language. */
export interface ScriptFunction {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Makes a step; a reason where the arguments can't be used, with the parameter to blame. */
  build(
    given: Arguments,
  ): RunStep | { readonly parameter: string; readonly code: string; readonly reason: string };
}

/** The step went well. */
export function done(event: ParsedEvent): StepResult {
  return { ok: true, event };
}

/** The step can't go on. */
export function failed(code: string, message: string): StepResult {
  return { ok: false, code: `logparse.${code}`, message };
}

/** What a value is, for messages. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
