import { CST, Lexer, Parser } from 'yaml';
import { maxDepth, maxNodes } from './limits.ts';

/** Collections that may stand open in flow style; brackets in texts count too, so this is generous. */
const maxOpenBrackets = 1000;
/** A line that opens this many block collections at once is no rule. */
const manyIndicators = /^[ \t]*(?:[-?:][ \t]+){40}/m;

const valueTypes: ReadonlySet<string | null> = new Set([
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
  'alias',
]);
const fillers: ReadonlySet<string | null> = new Set(['space', 'newline', 'comment']);

/** Values that may still be read with their places, of all documents of a text. */
export interface ValueBudget {
  valuesLeft: number;
}

/**
 * Splits YAML text into the parser's tokens, which takes no recursion, unless it nests too deeply for the steps after it,
 * which do recurse, or holds more values than they are allowed to take. Spends the budget.
 */
export function tokenize(
  text: string,
  budget: ValueBudget,
): readonly CST.Token[] | 'too-deep' | 'too-many-nodes' {
  if (manyIndicators.test(text) || opensTooManyBrackets(text)) return 'too-deep';
  const lexemes = readLexemes(text, budget);
  if (lexemes === undefined) return 'too-many-nodes';
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of lexemes) for (const token of parser.next(lexeme)) tokens.push(token);
  for (const token of parser.end()) tokens.push(token);
  return excessOf(tokens) ?? tokens;
}

/** The lexemes up to the end; undefined as soon as there are too many, which is long before the parser would have told. */
function readLexemes(text: string, budget: ValueBudget): readonly string[] | undefined {
  const lexemes: string[] = [];
  const mostValues = Math.min(maxNodes, budget.valuesLeft);
  let values = 0;
  let marks = 0;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    const type: CST.TokenType | null | undefined = isText ? undefined : CST.tokenType(lexeme);
    // The text of a plain or block scalar comes after its sign, whatever it looks like.
    isText = type === 'scalar';
    if (type !== undefined && valueTypes.has(type)) values += 1;
    else if (type !== undefined && !fillers.has(type)) marks += 1;
    lexemes.push(lexeme);
    if (values > mostValues || marks > 2 * maxNodes) break;
  }
  budget.valuesLeft = Math.max(0, budget.valuesLeft - values);
  return values > mostValues || marks > 2 * maxNodes ? undefined : lexemes;
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
