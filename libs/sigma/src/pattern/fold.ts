/**
 * Folds letter case the same way for rules and events: Unicode lower-casing, and final sigma as sigma, because
 * lower-casing picks between the two by position, which a part of a word does not share with the whole word.
 */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}
