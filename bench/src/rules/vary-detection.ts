import { hashText } from '../random/hash-text.ts';
import { isYamlMap } from './base-rule.ts';
import type { YamlMap, YamlValue } from './base-rule.ts';
import { inventWord } from './invent-word.ts';
import { positiveSelections } from './positive-selections.ts';
import { forceRegex, varyRegex } from './vary-regex.ts';
import { forceText, varyText } from './vary-text.ts';
import { varyNetwork } from './vary-network.ts';
import type { IsShared } from './token.ts';

/** Modifiers whose values are no text to match: names of fields, numbers, claims. */
const keptModifiers: ReadonlySet<string> = new Set([
  ...['fieldref', 'exists', 'expand', 'gt', 'gte', 'lt', 'lte'],
  ...['minute', 'hour', 'day', 'week', 'month', 'year'],
]);

/** How one variant is made. */
interface Variant {
  /** Tells variants apart: equal tokens of one variant get equal words, over all of its rules. */
  readonly seed: number;
  readonly isShared: IsShared;
  /** Share of the items (a field with its values) that stay as they are, 0 to 1, as rules of one subject share some. */
  readonly keptShare: number;
}

/**
 * A detection of the same structure, fields and modifiers with other literals. Tokens that many rules share stay, so
 * that rules have as much in common as before; but whatever it takes to match is changed in at least one place, so
 * that variants don't fire together. Undefined where nothing can be changed, as for an event id alone.
 */
export function varyDetection(detection: YamlMap, variant: Variant): YamlMap | undefined {
  const { names, isConjunction } = positiveSelections(detection);
  const varied = new Map(
    Object.entries(detection).map(([name, value]) => [
      name,
      name === 'condition' ? value : varyValue(value, [], variant, false),
    ]),
  );
  const isSpecific = (name: string): boolean => isChanged(detection[name], varied.get(name));
  if (isConjunction && names.some(isSpecific)) return Object.fromEntries(varied);
  let forced = 0;
  for (const name of names) {
    if (!isSpecific(name)) varied.set(name, forceSelection(detection[name] ?? null, variant));
    if (isSpecific(name)) forced++;
    if (forced > 0 && isConjunction) break;
  }
  const isEnough = isConjunction ? forced > 0 : forced === names.length && forced > 0;
  return isEnough ? Object.fromEntries(varied) : undefined;
}

/** Whether nothing that matched the selection by its text still does: one item of every map, with all its values. */
function isChanged(before: YamlValue | undefined, after: YamlValue | undefined): boolean {
  if (Array.isArray(before) && Array.isArray(after))
    return (
      before.length > 0 &&
      before.every((item, index) => isChanged(item as YamlValue, after[index] as YamlValue))
    );
  if (isYamlMap(before) && isYamlMap(after))
    return Object.keys(before).some((key) => isChanged(before[key], after[key]));
  return before !== after;
}

function forceSelection(selection: YamlValue, variant: Variant): YamlValue {
  return varyValue(selection, [], variant, true);
}

function varyValue(
  value: YamlValue,
  modifiers: readonly string[],
  variant: Variant,
  isForced: boolean,
): YamlValue {
  if (typeof value === 'string') return varyLiteral(value, modifiers, variant, isForced);
  if (Array.isArray(value))
    return (value as readonly YamlValue[]).map((item) => varyValue(item, modifiers, variant, isForced));
  if (!isYamlMap(value)) return value;
  return isForced ? forceMap(value, variant) : varyMap(value, variant);
}

function varyMap(map: YamlMap, variant: Variant): YamlMap {
  const isKept = (key: string, value: YamlValue): boolean =>
    hashText(JSON.stringify([key, value]), variant.seed) / 2 ** 32 < variant.keptShare;
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      key,
      isKept(key, value) ? value : varyValue(value, modifiersOf(key), variant, false),
    ]),
  );
}

/** Changes the last item that can be changed in any case: authors name the common ones, such as the image, first. */
function forceMap(map: YamlMap, variant: Variant): YamlMap {
  const varied: Record<string, YamlValue> = { ...varyMap(map, variant) };
  if (isChanged(map, varied)) return varied;
  for (const [key, value] of Object.entries(map).reverse()) {
    const forced = varyValue(value, modifiersOf(key), variant, true);
    if (!isChanged(value, forced)) continue;
    varied[key] = forced;
    break;
  }
  return varied;
}

function modifiersOf(key: string): readonly string[] {
  return key.split('|').slice(1);
}

function varyLiteral(
  text: string,
  modifiers: readonly string[],
  { seed, isShared }: Variant,
  isForced: boolean,
): string {
  if (/^[*?]*$/.test(text) || modifiers.some((modifier) => keptModifiers.has(modifier))) return text;
  const rename = (token: string, length?: number): string => inventWord(token, seed, length);
  if (modifiers.includes('cidr')) return isForced ? varyNetwork(text, seed) : text;
  const isRegex = modifiers.includes('re');
  const varied = isRegex
    ? varyRegex(text, (token) => rename(token), isShared)
    : varyText(text, (token) => rename(token), isShared);
  if (!isForced || varied !== text) return varied;
  return isRegex ? forceRegex(text, rename) : forceText(text, rename);
}
