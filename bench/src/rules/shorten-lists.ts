import { isYamlMap } from './base-rule.ts';
import type { BaseRule, YamlMap, YamlValue } from './base-rule.ts';

/** The rule with no list of values longer than `length`; lists of maps count as lists too. */
export function shortenLists(rule: BaseRule, length: number): BaseRule {
  return { ...rule, detection: shortenMap(rule.detection, length) };
}

function shortenMap(map: YamlMap, length: number): YamlMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, shorten(value, length)]));
}

function shorten(value: YamlValue, length: number): YamlValue {
  if (Array.isArray(value))
    return (value as readonly YamlValue[]).slice(0, length).map((item) => shorten(item, length));
  return isYamlMap(value) ? shortenMap(value, length) : value;
}
