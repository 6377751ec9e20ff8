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

/** Reads all rule files first and parses them then, so that both times stand apart. The first rule of an id counts. */
export async function loadRules(path: string): Promise<LoadedRules> {
  const started = performance.now();
  const texts: string[] = [];
  let refused = 0;
  for await (const file of readRuleFiles({ path }, { limits })) {
    if (file.ok) texts.push(file.text);
    else refused++;
  }
  const read = performance.now();
  const rules = new Map<string, SigmaRule>();
  for (const text of texts) {
    const result = parseRule(text);
    if (result.ok && !rules.has(result.value.metadata.id)) rules.set(result.value.metadata.id, result.value);
    else refused++;
  }
  const parseSeconds = (performance.now() - read) / 1000;
  return { rules: [...rules.values()], refused, readSeconds: (read - started) / 1000, parseSeconds };
}
