import { invariant } from '@sluice/diagnostics';
import { readArguments } from './arguments.ts';
import { findFunction } from './function-table.ts';
import type { ParsedEvent } from './parsed-event.ts';
import type { Script, Step } from './script.ts';
import type { RunStep } from './script-function.ts';

/** What a script made of an event, or the step that could not go on. The message never quotes the event. */
export type ScriptResult =
  | { readonly ok: true; readonly event: ParsedEvent }
  | {
      readonly ok: false;
      readonly step: Step;
      /** Such as `logparse.rename.absent`. */
      readonly code: string;
      readonly message: string;
    };

/** A script that is ready to run. It never changes the event that it is given. */
export type RunScript = (event: ParsedEvent) => ScriptResult;

/** Makes a script ready to run. A step that fails ends it: what earlier steps did is dropped. */
export function compileScript({ steps }: Script): RunScript {
  const runs = steps.map((step): readonly [Step, RunStep] => [step, compileStep(step)]);
  return (original) => {
    let event = original;
    for (const [step, run] of runs) {
      const result = run(event);
      if (!result.ok) return { ok: false, step, code: result.code, message: result.message };
      event = result.event;
    }
    return { ok: true, event };
  };
}

function compileStep({ name, arguments: given }: Step): RunStep {
  const found = findFunction(name);
  const read = found && readArguments(found, given);
  const run = read?.ok === true ? found?.build(read.value) : undefined;
  invariant(typeof run === 'function', `the script was not read by parseScript: ${name}`);
  return run;
}
