/**
 * Whether a path belongs to a pattern: `*` and `?` stand for parts of a name, `**` for any number of folders. Takes at most the
 * product of both lengths, whatever they hold.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  return matchSequence(path.split('/'), pattern.split('/'), (part) => part === '**', matchesName);
}

function matchesName(name: string, pattern: string): boolean {
  return matchSequence(
    [...name],
    [...pattern],
    (sign) => sign === '*',
    (character, sign) => sign === '?' || character === sign,
  );
}

/** Goes back to the last wildcard alone: those before it need not take more than they did. */
function matchSequence(
  items: readonly string[],
  pattern: readonly string[],
  isWildcard: (part: string) => boolean,
  matchesPart: (item: string, part: string) => boolean,
): boolean {
  let [at, taken, wildcard, resume] = [0, 0, -1, 0];
  while (at < items.length) {
    const part = pattern[taken];
    const item = items[at] ?? '';
    if (part !== undefined && isWildcard(part)) {
      wildcard = taken;
      resume = at;
      taken += 1;
    } else if (part !== undefined && matchesPart(item, part)) {
      at += 1;
      taken += 1;
    } else if (wildcard >= 0) {
      resume += 1;
      at = resume;
      taken = wildcard + 1;
    } else return false;
  }
  return pattern.slice(taken).every(isWildcard);
}
