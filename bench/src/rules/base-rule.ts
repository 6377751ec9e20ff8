import { readRuleFiles } from '@sluice/archive';
import { parse } from 'yaml';
import { BenchError } from '../bench-error.ts';

/** A value as YAML gives it. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: YamlValue;
}

/** A rule that others are made from. */
export interface BaseRule {
  /** File's name without its extension. */
  readonly name: string;
  /** Folder within the source. */
  readonly folder: string;
  /** All keys of the document, in their order. */
  readonly document: YamlMap;
  readonly detection: YamlMap;
}

/** Reads the detection rules of a source that need nothing besides themselves: no placeholders, no second document. */
export async function readBaseRules(path: string): Promise<readonly BaseRule[]> {
  const rules: BaseRule[] = [];
  for await (const file of readRuleFiles({ path })) {
    if (!file.ok) continue;
    const document = parseDocument(file.text);
    if (document === undefined) continue;
    const { detection, logsource } = document;
    if (!isYamlMap(detection) || !isYamlMap(logsource) || detection['condition'] === undefined) continue;
    const slash = file.path.lastIndexOf('/');
    const name = file.path.slice(slash + 1).replace(/\.ya?ml$/, '');
    rules.push({ name, folder: file.path.slice(0, Math.max(slash, 0)), document, detection });
  }
  if (rules.length === 0) throw new BenchError(`${path} holds no detection rule`);
  return rules;
}

/** Undefined for what is no single map, or needs placeholders. */
function parseDocument(text: string): YamlMap | undefined {
  if (text.includes('|expand')) return undefined;
  try {
    const value = parse(text) as YamlValue;
    return isYamlMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isYamlMap(value: YamlValue | undefined): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
