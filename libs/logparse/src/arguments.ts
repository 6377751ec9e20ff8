import type { Argument } from './script.ts';
import type { Arguments, Parameter, ScriptFunction } from './script-function.ts';

/** Longest text of an argument, in UTF-16 units. */
const maxTextLength = 8192;
/** Deepest path of a field: events nest no deeper. */
const maxFieldSteps = 64;

interface ArgumentProblem {
  readonly parameter: string;
  readonly code: string;
  readonly message: string;
}

export type ReadArguments =
  | { readonly ok: true; readonly value: Arguments }
  | { readonly ok: false; readonly problems: readonly ArgumentProblem[] };

/** Checks what a call gives against what its function takes. */
export function readArguments(
  { name, parameters }: ScriptFunction,
  given: Readonly<Record<string, Argument>>,
): ReadArguments {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const problems: ArgumentProblem[] = [];
  for (const [parameter, value] of Object.entries(given)) {
    const wanted = known.get(parameter);
    if (wanted === undefined) {
      const names = parameters.map((one) => `"${one.name}"`).join(', ');
      const message = `"${name}" has no parameter "${parameter}", only ${names}`;
      problems.push({ parameter, code: 'argument.unknown', message });
      continue;
    }
    const reason = refusalOf(wanted, value);
    if (reason !== undefined)
      problems.push({ parameter, code: 'argument.value', message: `"${parameter}" ${reason}` });
  }
  for (const { name: parameter, fallback } of parameters) {
    if (fallback !== undefined || Object.hasOwn(given, parameter)) continue;
    problems.push({ parameter, code: 'argument.missing', message: `"${name}" needs "${parameter}"` });
  }
  if (problems.length > 0) return { ok: false, problems };
  const valueOf = (parameter: string): Argument => given[parameter] ?? known.get(parameter)?.fallback ?? '';
  return {
    ok: true,
    value: {
      text: (parameter) => String(valueOf(parameter)),
      fields: (parameter) => splitFields(String(valueOf(parameter))),
      flag: (parameter) => valueOf(parameter) === true,
    },
  };
}

function refusalOf({ kind }: Parameter, value: Argument): string | undefined {
  if (kind === 'flag') return typeof value === 'boolean' ? undefined : 'must be true or false';
  if (typeof value === 'boolean') return 'must be a text in quotes';
  if (value.length > maxTextLength) return `is longer than ${maxTextLength} characters`;
  if (kind === 'text') return undefined;
  if (kind === 'pattern') return value === '' ? 'must not be empty' : undefined;
  const fields = kind === 'field' ? [value] : splitFields(value);
  if (fields.length === 0 || fields.includes('')) return 'must name a field';
  if (fields.some((field) => field.split('.').length > maxFieldSteps))
    return `names a field deeper than ${maxFieldSteps} levels`;
  return undefined;
}

function splitFields(text: string): readonly string[] {
  return text.split(',').map((field) => field.trim());
}
