export type { ParsedEvent } from './parsed-event.ts';
export type { Argument, Script, Step } from './script.ts';
export { parseScript } from './parse-script.ts';
export { printScript } from './print-script.ts';
export type { RunScript, ScriptResult } from './compile-script.ts';
export { compileScript } from './compile-script.ts';
