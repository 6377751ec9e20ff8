import type { Diagnostic, Result, Span } from '@sluice/diagnostics';
import { readArguments } from './arguments.ts';
import { findFunction, scriptFunctions } from './function-table.ts';
import { lexScript } from './lex-script.ts';
import type { Token } from './lex-script.ts';
import { createPlaces } from './places.ts';
import type { Argument, Script, Step } from './script.ts';

/** Longest script, in UTF-16 units, and most steps. */
export const maxScriptLength = 65_536;
export const maxSteps = 200;

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly at: { readonly start: number; readonly end: number };
  readonly isWarning?: boolean;
}

interface Written {
  readonly token: Token;
  readonly value: Argument;
}

/**
 * Reads a parsing script: calls with a bar between them, such as `parse_json(field="message") | drop(fields="a,b")`. All
 * that is wrong is told, with its place; a script with an error is refused as a whole.
 */
export function parseScript(script: string): Result<Script> {
  if (script.length > maxScriptLength) {
    const message = `the script has ${script.length} characters; at most ${maxScriptLength} are read`;
    return { ok: false, diagnostics: [{ code: 'logparse.script.too-long', severity: 'error', message }] };
  }
  const spanOf = createPlaces(script);
  const findings: Finding[] = [];
  const steps = readSteps(lexScript(script), spanOf, (finding) => findings.push(finding));
  if (steps.length > maxSteps) {
    const message = `the script has ${steps.length} steps; at most ${maxSteps} are run`;
    findings.push({ code: 'script.too-many-steps', message, at: { start: 0, end: script.length } });
  }
  const diagnostics = findings.map(({ code, message, hint, at, isWarning }): Diagnostic => {
    const severity = isWarning === true ? 'warning' : 'error';
    return {
      code: `logparse.${code}`,
      severity,
      message,
      ...(hint && { hint }),
      span: spanOf(at.start, at.end),
    };
  });
  return findings.some(({ isWarning }) => isWarning !== true)
    ? { ok: false, diagnostics }
    : { ok: true, value: { steps }, diagnostics };
}

function readSteps(
  tokens: readonly Token[],
  spanOf: (start: number, end: number) => Span,
  report: (finding: Finding) => void,
): readonly Step[] {
  const steps: Step[] = [];
  let at = 0;
  const end = tokens.at(-1) as Token;
  const peek = (): Token => tokens[at] ?? end;
  const next = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const isNext = (...kinds: readonly Token['kind'][]): boolean => kinds.includes(peek().kind);
  const unexpected = (expected: string): undefined => {
    const token = peek();
    if (token.kind === 'unclosed')
      report({ code: 'syntax.unclosed', message: 'the text has no closing quote', at: token });
    else {
      const found = token.kind === 'end' ? 'the script ends' : `here stands ${JSON.stringify(token.text)}`;
      report({ code: 'syntax.unexpected', message: `${expected} is expected, and ${found}`, at: token });
    }
    return undefined;
  };
  const skipStage = (): void => {
    while (!isNext('bar', 'end')) at += 1;
  };

  const readArgument = (given: Map<string, Written>): boolean => {
    if (!isNext('name')) return unexpected('the name of a parameter') ?? false;
    const name = next();
    if (!isNext('equals')) return unexpected(`"=" after "${name.text}"`) ?? false;
    at += 1;
    if (!isNext('text', 'name')) return unexpected(`a text in quotes for "${name.text}"`) ?? false;
    const token = next();
    const flag = token.kind === 'name' ? /^(?:(true)|false)$/i.exec(token.text) : null;
    if (token.kind === 'name' && flag === null) {
      const hint = 'put texts into double quotes; flags are true or false';
      report({ code: 'syntax.value', message: `"${token.text}" is no value`, hint, at: token });
      return false;
    }
    if (given.has(name.text))
      report({ code: 'argument.twice', message: `"${name.text}" is given twice`, at: name });
    given.set(name.text, { token: name, value: flag === null ? token.text : flag[1] !== undefined });
    return true;
  };

  const readCall = (): boolean => {
    if (!isNext('name')) return unexpected('the name of a function') ?? false;
    const name = next();
    if (!isNext('open')) return unexpected(`"(" after "${name.text}"`) ?? false;
    at += 1;
    const given = new Map<string, Written>();
    while (!isNext('close')) {
      if (!readArgument(given)) return false;
      if (isNext('comma')) at += 1;
      else if (!isNext('close')) return unexpected('"," or ")"') ?? false;
    }
    const close = next();
    const step = checkCall(name, given, spanOf(name.start, close.end), report);
    if (step !== undefined) steps.push(step);
    return isNext('bar', 'end') || (unexpected('"|" or the end of the script') ?? false);
  };

  while (!isNext('end')) {
    if (isNext('bar')) {
      report({ code: 'stage.empty', message: 'nothing stands before this "|"', at: next(), isWarning: true });
      continue;
    }
    if (!readCall()) skipStage();
    if (isNext('bar')) {
      const bar = next();
      if (isNext('end'))
        report({ code: 'stage.empty', message: 'nothing stands after this "|"', at: bar, isWarning: true });
    }
  }
  return steps;
}

function checkCall(
  name: Token,
  given: ReadonlyMap<string, Written>,
  span: Span,
  report: (finding: Finding) => void,
): Step | undefined {
  const found = findFunction(name.text);
  if (found === undefined) {
    const hint = `functions are ${scriptFunctions.map((one) => one.name).join(', ')}`;
    report({ code: 'function.unknown', message: `there is no function "${name.text}"`, hint, at: name });
    return undefined;
  }
  const values = Object.fromEntries([...given].map(([parameter, { value }]) => [parameter, value]));
  const read = readArguments(found, values);
  const problems = read.ok ? [] : read.problems;
  const built = read.ok ? found.build(read.value) : undefined;
  for (const { parameter, code, message } of problems)
    report({ code, message, at: given.get(parameter)?.token ?? name });
  if (typeof built === 'object') {
    const { parameter, code, reason } = built;
    report({ code, message: `"${parameter}" ${reason}`, at: given.get(parameter)?.token ?? name });
  }
  return typeof built === 'function' ? { name: name.text, arguments: values, span } : undefined;
}
