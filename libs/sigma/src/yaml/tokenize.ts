import { Parser } from 'yaml';
import type { CST } from 'yaml';
import { maxDepth, maxNodes } from './limits.ts';

/** Collections that may stand open in flow style; brackets in texts count too, so this is generous. */
const maxOpenBrackets = 1000;
/** A line that opens this many block collections at once is no rule. */
const manyIndicators = /^[ \t]*(?:[-?:][ \t]+){40}/m;

/**
 * Splits YAML text into the parser's tokens, which takes no recursion, unless it nests too deeply for the steps after it,
 * which do recurse, or holds more values than they are allowed to take.
 */
export function tokenize(text: string): readonly CST.Token[] | 'too-deep' | 'too-many-nodes' {
  if (manyIndicators.test(text) || opensTooManyBrackets(text)) return 'too-deep';
  const tokens = [...new Parser().parse(text)];
  return excessOf(tokens) ?? tokens;
}

function opensTooManyBrackets(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open += bracket === '[' || bracket === '{' ? 1 : open > 0 ? -1 : 0;
    if (open > maxOpenBrackets) return true;
  }
  return false;
}

function excessOf(tokens: readonly CST.Token[]): 'too-deep' | 'too-many-nodes' | undefined {
  let level: CST.Token[] = [...tokens];
  let nodes = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    // The document itself is a level, and so is the scalar in the innermost collection.
    if (depth > maxDepth + 2) return 'too-deep';
    level = level.flatMap(childrenOf);
    nodes += level.length;
    if (nodes > maxNodes) return 'too-many-nodes';
  }
  return undefined;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((child) => child !== null && child !== undefined),
  );
}
