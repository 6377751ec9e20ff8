import { isDeepStrictEqual } from 'node:util';
import type { LogSourceMessage } from '@sluice/contracts';
import { compileScript, parseScript, type RunScript } from '@sluice/logparse';
import { createFieldMapper } from '@sluice/sigma/mapping';
import type { SigmaEvent } from '@sluice/sigma';
import { firstFault } from './first-fault.ts';

/** What events go through before filters and rules see them. */
export interface StoredLogSource {
  readonly message: LogSourceMessage;
  /** Undefined where there is no script, or none that this worker can run. */
  readonly script: RunScript | undefined;
  /** Undefined where nothing is mapped. */
  readonly mapFields: ((event: SigmaEvent) => SigmaEvent) | undefined;
  /** Why the script can't be used, as a sentence. */
  readonly fault: string | undefined;
}

/** Makes a log source ready. What is the same as before is kept. */
export function storeLogSource(
  message: LogSourceMessage,
  previous: StoredLogSource | undefined,
): StoredLogSource {
  if (isDeepStrictEqual(previous?.message, message)) return previous as StoredLogSource;
  const { name, script: text, mapping } = message;
  const parsed = parseScript(text);
  return {
    message,
    script: parsed.ok && parsed.value.steps.length > 0 ? compileScript(parsed.value) : undefined,
    mapFields: Object.keys(mapping).length === 0 ? undefined : createFieldMapper(mapping),
    fault: parsed.ok
      ? undefined
      : `The parsing script of "${name}" can't be used: ${firstFault(parsed).message}.`,
  };
}
