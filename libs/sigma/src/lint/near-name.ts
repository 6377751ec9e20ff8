/** Longest word that is compared. */
const maxLength = 40;

/**
 * The name that a word was probably meant to be: one that differs in letter case, separators, or by at most two letters
 * (one in short words) that are wrong, missing, too many or exchanged. Undefined where there is none, or the word is a name.
 */
export function nearName(word: string, names: Iterable<string>): string | undefined {
  const plain = plainForm(word);
  let best: string | undefined;
  let bestDistance = plain.length <= 4 ? 2 : 3;
  for (const name of names) {
    if (name === word) return undefined;
    const distance = distanceOf(plain, plainForm(name), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

function plainForm(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** Edit distance with exchanges of neighbours (optimal string alignment), or `limit` where it is at least that. */
function distanceOf(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > maxLength || b.length > maxLength) return limit;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isExchanged =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isExchanged ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return Math.min(limit, last[b.length] ?? limit);
}
