import { keptBy } from '../kept-by.ts';
import { createCodePoints, foldCodePoints } from '../pattern/code-points.ts';
import type { CodePoints } from '../pattern/code-points.ts';
import { anyOne, anyRun, parsePattern } from '../pattern/pattern.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { parseRegex } from '../regex/parse-regex.ts';
import type { RegexNode } from '../regex/parse-regex.ts';
import { createSearch } from '../regex/search.ts';
import { compileSearch } from '../regex/search-program.ts';
import { compileNetwork } from './network.ts';
import { compare, integerOf } from './numeric.ts';
import type { Test } from './predicate.ts';

/** Whether a text passes; undefined where `testText` must tell. */
type CodePointTest = (text: CodePoints) => boolean | undefined;

/**
 * The same as `testText`, of a text as code points. Allocates nothing, once what was compiled for the test has seen texts of
 * the kind; undefined where it can't tell.
 */
export function testCodePoints(test: Test, text: CodePoints): boolean | undefined {
  return compiledOf(test)(text);
}

const folded = createCodePoints();
const untold = (): undefined => undefined;

const compiledOf = keptBy((test: Test): CodePointTest => {
  if (test.kind === 'network') return compileNetwork(test.cidr) ?? untold;
  if (test.kind === 'compare')
    return (text) => {
      const value = integerOf(text);
      return Number.isNaN(value) ? undefined : compare(test.operator, value, test.limit);
    };
  const node = nodeOf(test);
  const program = node === undefined ? undefined : compileSearch(node);
  if (program === undefined) return untold;
  const search = createSearch(program);
  const isFolded = 'isCased' in test && !test.isCased;
  return (text) => {
    const { codes, length } = isFolded ? foldCodePoints(text, folded) : text;
    return search(codes, length);
  };
});

/** What a test searches for as a regular expression; undefined for tests of another kind. */
function nodeOf(test: Test): RegexNode | undefined {
  if (test.kind === 'regex') return parseRegex(test.source, test.flags);
  if (test.kind === 'wildcard') return whole(parsePattern(test.source));
  if (!('text' in test)) return undefined;
  const before: Pattern = test.kind === 'suffix' || test.kind === 'contains' ? [anyRun] : [];
  const after: Pattern = test.kind === 'prefix' || test.kind === 'contains' ? [anyRun] : [];
  return whole([...before, test.text, ...after]);
}

const any = { kind: 'character', ranges: [], isNegated: true, ignoresCase: false } as const;

function whole(pattern: Pattern): RegexNode {
  const items = pattern.flatMap((part): readonly RegexNode[] => {
    if (part === anyOne) return [any];
    if (part === anyRun) return [{ kind: 'repeat', item: any, least: 0, most: Infinity }];
    return Array.from(part, (char): RegexNode => {
      const code = char.codePointAt(0) ?? 0;
      return { ...any, ranges: [[code, code]], isNegated: false };
    });
  });
  return {
    kind: 'sequence',
    items: [{ kind: 'edge', edge: 'start' }, ...items, { kind: 'edge', edge: 'end' }],
  };
}
