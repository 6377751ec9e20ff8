import { isYamlMap } from './base-rule.ts';
import type { YamlMap, YamlValue } from './base-rule.ts';
import { tokenPattern } from './token.ts';

/** In how many of the detections each token occurs, in lower case. */
export function countTokens(detections: readonly YamlMap[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const detection of detections) {
    const tokens = new Set<string>();
    for (const text of textsOf(detection)) {
      for (const [token] of text.matchAll(tokenPattern)) tokens.add(token.toLowerCase());
    }
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return counts;
}

function* textsOf(value: YamlValue): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value as readonly YamlValue[]) yield* textsOf(item);
  else if (isYamlMap(value)) for (const item of Object.values(value)) yield* textsOf(item);
}
