import type { ParsedFile, RefusedFile } from './parse-files.ts';
import type { KnownRule, RuleReplacement } from './rule-rows.ts';
import { textHash } from './text-hash.ts';

/** What files change in a repository. */
export interface RuleDiff {
  readonly added: readonly ParsedFile[];
  readonly changed: readonly RuleReplacement[];
  readonly unchanged: readonly RuleReplacement[];
  readonly removed: readonly KnownRule[];
}

export interface ReadFiles {
  readonly parsed: readonly ParsedFile[];
  readonly refused: readonly RefusedFile[];
}

/**
 * By Sigma id. PART: the files are some of the repository's, and nothing is removed. WHOLE: they are all; a rule is
 * removed whose file is gone, and one stays as it was whose file is refused. Its path is how it is known again, so a
 * rule that was moved is changed. `isKept` tells of WHOLE files that were not read and are there still.
 */
export function diffRules(
  known: readonly KnownRule[],
  { parsed, refused }: ReadFiles,
  extent: 'PART' | 'WHOLE',
  isKept: (path: string) => boolean = () => false,
): RuleDiff {
  const isWhole = extent === 'WHOLE';
  const bySigmaId = new Map(known.map((rule) => [rule.sigmaId, rule]));
  const added: ParsedFile[] = [];
  const changed: RuleReplacement[] = [];
  const unchanged: RuleReplacement[] = [];
  for (const file of parsed) {
    const before = bySigmaId.get(file.columns.sigmaId);
    if (before === undefined) {
      added.push(file);
      continue;
    }
    const isSame = before.textHash === textHash(file.columns.text) && (!isWhole || before.path === file.path);
    (isSame ? unchanged : changed).push({ before, file });
  }
  if (!isWhole) return { added, changed, unchanged, removed: [] };
  const found = new Set(parsed.map(({ columns }) => columns.sigmaId));
  const refusedPaths = new Set(refused.map(({ path }) => path));
  const removed = known.filter(
    ({ sigmaId, path }) => !found.has(sigmaId) && !refusedPaths.has(path) && !isKept(path),
  );
  return { added, changed, unchanged, removed };
}
