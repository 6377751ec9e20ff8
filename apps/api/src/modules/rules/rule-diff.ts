import type { ParsedFile, ReadFiles } from './parse-files.ts';
import type { KnownRule, RuleReplacement, UpstreamChange } from './rule-rows.ts';
import { GONE } from './rule-upstream.ts';
import { textHash } from './text-hash.ts';

/** What files change in a repository. */
export interface RuleDiff {
  readonly added: readonly ParsedFile[];
  readonly changed: readonly RuleReplacement[];
  readonly unchanged: readonly RuleReplacement[];
  readonly removed: readonly KnownRule[];
  /** Rules that keep their texts, of which upstream has another one than before. */
  readonly kept: readonly UpstreamChange[];
  /** Rules whose files are there still, and were not read, or are as they were. */
  readonly unread: readonly KnownRule[];
}

/**
 * By Sigma id. PART: the files are some of the repository's, and nothing is removed. WHOLE: they are all; a rule is
 * removed whose file is gone, and one stays as it was whose file is refused. Its path is how it is known again, so a
 * rule that was moved is changed. Overrides and pinned rules keep their texts. `isKept` tells of WHOLE files that were not read and are there still.
 */
export function diffRules(
  known: readonly KnownRule[],
  { parsed, refused, same }: ReadFiles,
  extent: 'PART' | 'WHOLE',
  isKept: (rule: KnownRule) => boolean = () => false,
): RuleDiff {
  const isWhole = extent === 'WHOLE';
  const bySigmaId = new Map(known.map((rule) => [rule.sigmaId, rule]));
  const added: ParsedFile[] = [];
  const changed: RuleReplacement[] = [];
  const unchanged: RuleReplacement[] = [];
  const kept: UpstreamChange[] = [];
  for (const file of parsed) {
    const before = bySigmaId.get(file.columns.sigmaId);
    if (before === undefined) {
      added.push(file);
      continue;
    }
    if (isWhole && keepsText(before)) {
      const isKnown = upstreamHashOf(before) === file.textHash;
      if (isKnown && before.path === file.path) unchanged.push({ before, file });
      else kept.push({ before, file });
      continue;
    }
    const isSame = before.textHash === file.textHash && (!isWhole || before.path === file.path);
    (isSame ? unchanged : changed).push({ before, file });
  }
  if (!isWhole) return { added, changed, unchanged, removed: [], kept, unread: [] };
  const found = new Set(parsed.map(({ columns }) => columns.sigmaId));
  const refusedPaths = new Set(refused.map(({ path }) => path));
  const others = known.filter(({ sigmaId, path }) => !found.has(sigmaId) && !refusedPaths.has(path));
  const isThere = (rule: KnownRule): boolean => same.has(rule.sigmaId) || isKept(rule);
  const unread = others.filter(isThere);
  const gone = others.filter((rule) => !isThere(rule));
  const removed = gone.filter((rule) => !keepsText(rule));
  const newlyGone = gone.filter((rule) => keepsText(rule) && rule.upstreamHash !== GONE_HASH);
  kept.push(...newlyGone.map((before) => ({ before, file: null })));
  return { added, changed, unchanged, removed, kept, unread };
}

/** Finds rules whose files are as they were when they were read before: their Sigma ids. */
export function findSame(
  known: readonly KnownRule[],
): (path: string, textHash: string) => string | undefined {
  const byPath = new Map(known.map((rule) => [rule.path, rule]));
  return (path, hash) => {
    const rule = byPath.get(path);
    return rule !== undefined && upstreamHashOf(rule) === hash ? rule.sigmaId : undefined;
  };
}

function upstreamHashOf({ upstreamHash, textHash: own }: KnownRule): string {
  return upstreamHash ?? own;
}

const GONE_HASH = textHash(GONE);

function keepsText({ isPinned, upstreamHash }: KnownRule): boolean {
  return isPinned || upstreamHash !== null;
}

/** Whether there is nothing to write. */
export function isEmpty({ added, changed, removed, kept }: RuleDiff): boolean {
  return added.length + changed.length + removed.length + kept.length === 0;
}
