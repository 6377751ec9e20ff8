import { BenchError } from '../bench-error.ts';
import { hashText } from '../random/hash-text.ts';
import { createRandom, uuid } from '../random/random.ts';
import type { BaseRule, YamlMap, YamlValue } from './base-rule.ts';
import { shortenLists } from './shorten-lists.ts';
import { countTokens } from './count-tokens.ts';
import { printYaml } from './print-yaml.ts';
import { varyDetection } from './vary-detection.ts';

/** A made rule: its path within the set, and its text. */
export interface MadeRule {
  readonly path: string;
  readonly text: string;
}

export interface RulePlan {
  readonly count: number;
  readonly seed: number;
  /** Share of the items (a field with its values) that a variant has in common with its base rule, 0 to 1. */
  readonly keptShare: number;
  /** Longer lists of values are cut to this length; undefined leaves them whole. */
  readonly longestList: number | undefined;
}

/** A token in so many rules stays in every variant. */
const sharedFrom = 25;
/** Keys that speak of the base rule itself. */
const droppedKeys = new Set(['related', 'regression_tests_path', 'simulation']);

/**
 * Makes `count` rules with ids of their own, no two with the same detection. The first of each base rule keeps its
 * detection, the others are variants of it. The same base and seed give the same rules. Throws a BenchError where the
 * base allows no more distinct ones.
 */
export function* makeRules(
  base: readonly BaseRule[],
  { count, seed, keptShare, longestList }: RulePlan,
): Generator<MadeRule> {
  const shortened = longestList === undefined ? base : base.map((rule) => shortenLists(rule, longestList));
  const occurrences = countTokens(shortened.map(({ detection }) => detection));
  const isShared = (token: string): boolean => (occurrences.get(token.toLowerCase()) ?? 0) >= sharedFrom;
  const known = new Set<string>();
  for (let number = 0; known.size < count; number++) {
    const before = known.size;
    for (const [index, rule] of shortened.entries()) {
      if (known.size === count) return;
      const detection =
        number === 0
          ? rule.detection
          : varyDetection(rule.detection, { seed: hashText(`${number}`, seed), isShared, keptShare });
      if (detection === undefined) continue;
      const key = JSON.stringify(detection);
      if (known.has(key)) continue;
      known.add(key);
      yield {
        path: pathOf(rule, `${index}_${number}`),
        text: printYaml(documentOf(rule, detection, number, seed)),
      };
    }
    if (known.size === before)
      throw new BenchError(`the base rules make ${before} distinct rules and no more, fewer than ${count}`);
  }
}

/** Of at most 100 characters below a short top folder, which is what a tar header holds. */
function pathOf({ folder, name }: BaseRule, place: string): string {
  const top = folder.split('/').slice(0, 2).join('/') || 'rules';
  return `${top.slice(0, 40)}/${name.slice(0, 32)}_${place}.yml`;
}

function documentOf(
  { document, name, folder }: BaseRule,
  detection: YamlMap,
  number: number,
  seed: number,
): YamlMap {
  const id = uuid(createRandom(hashText(`${folder}/${name} ${number}`, seed)));
  const entries: [string, YamlValue][] = [];
  for (const [key, value] of Object.entries(document)) {
    if (droppedKeys.has(key)) continue;
    if (key === 'id') entries.push([key, id]);
    else if (key === 'title') entries.push([key, titleOf(value, number)]);
    else if (key === 'detection') entries.push([key, detection]);
    else entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

function titleOf(title: YamlValue, number: number): YamlValue {
  return typeof title === 'string' ? `${title} - ${number}` : title;
}
