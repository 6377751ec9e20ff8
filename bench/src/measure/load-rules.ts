import { readRuleFiles } from '@sluice/archive';
import { parseRule } from '@sluice/sigma';
import type { SigmaRule } from '@sluice/sigma';

/** Rules of a source, with what reading and parsing them took, in seconds. */
export interface LoadedRules {
  readonly rules: readonly SigmaRule[];
  readonly refused: number;
  readonly readSeconds: number;
  readonly parseSeconds: number;
}

/** Ten times the default: a set of 50,000 rules takes 150 MB unpacked. */
const limits = { maxTotalBytes: 2 ** 31, maxEntries: 1_000_000 };

/** Reads and parses the rules as the matcher does, one file after the other. The first rule of an id counts. */
export async function loadRules(path: string): Promise<LoadedRules> {
  const started = performance.now();
  const rules = new Map<string, SigmaRule>();
  let refused = 0;
  let parseMs = 0;
  for await (const file of readRuleFiles({ path }, { limits })) {
    const read = performance.now();
    const result = file.ok ? parseRule(file.text, { isForMatching: true }) : undefined;
    if (result?.ok && !rules.has(result.value.metadata.id)) rules.set(result.value.metadata.id, result.value);
    else refused++;
    parseMs += performance.now() - read;
  }
  const readSeconds = (performance.now() - started - parseMs) / 1000;
  return { rules: [...rules.values()], refused, readSeconds, parseSeconds: parseMs / 1000 };
}
