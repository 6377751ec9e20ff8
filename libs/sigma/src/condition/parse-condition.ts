import { createBoundedCache } from '../rule/bounded-cache.ts';
import { lexCondition } from './lex-condition.ts';
import type { Token } from './lex-condition.ts';

/** A condition over names of selections. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly items: readonly Condition[] }
  | { readonly kind: 'not'; readonly item: Condition }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  /** So many, or all, of a pattern of names; `them` is every name without a leading underscore. */
  | {
      readonly kind: 'of';
      readonly count: number | 'all';
      readonly pattern: string;
      readonly at: number;
    };

/** Where and why a condition is refused. */
export interface ConditionProblem {
  readonly code: string;
  readonly message: string;
  readonly at: number;
  readonly length: number;
}

export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: ConditionProblem };

/** Deepest nesting of brackets and `not`. */
const maxDepth = 64;
/** Most words and brackets; the longest condition of SigmaHQ has some dozens. */
const maxTokens = 4000;

/** Thrown inside this file only, caught by `parseCondition`. */
class Refusal extends Error {
  readonly problem: ConditionProblem;
  constructor(problem: ConditionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The same few conditions stand in most rules. */
const known = createBoundedCache<ParsedCondition>(5000, 300);

/**
 * Parses a condition. `or` binds loosest, then `and`, `not`, `x of`, brackets (Sigma rules specification, "Condition");
 * keywords in any letter case.
 */
export function parseCondition(text: string): ParsedCondition {
  return known(text, parse);
}

function parse(text: string): ParsedCondition {
  try {
    const tokens = lexCondition(text, maxTokens);
    if (tokens.length > maxTokens + 1) {
      const message = `the condition has more than ${maxTokens} words`;
      return {
        ok: false,
        problem: { code: 'sigma.condition.too-long', message, at: 0, length: text.length },
      };
    }
    return { ok: true, condition: createParser(tokens).parse() };
  } catch (cause) {
    if (cause instanceof Refusal) return { ok: false, problem: cause.problem };
    throw cause;
  }
}

/** Words that are no names of selections. */
const reserved: ReadonlySet<string> = new Set(['and', 'or', 'not', 'of']);

function createParser(tokens: readonly Token[]): { parse(): Condition } {
  let position = 0;
  const end: Token = { kind: 'end', text: '', at: 0 };
  const peek = (ahead = 0): Token => tokens[Math.min(position + ahead, tokens.length - 1)] ?? end;
  const isKeyword = (token: Token, keyword: string): boolean =>
    token.kind === 'word' && token.text.toLowerCase() === keyword;
  const refuse = (code: string, message: string, token: Token): never => {
    const length = Math.max(1, token.text.length);
    throw new Refusal({ code: `sigma.condition.${code}`, message, at: token.at, length });
  };

  const series = (keyword: 'and' | 'or', operand: (depth: number) => Condition, depth: number): Condition => {
    const first = operand(depth);
    const items = [first];
    while (isKeyword(peek(), keyword)) {
      position += 1;
      items.push(operand(depth));
    }
    return items.length === 1 ? first : { kind: keyword, items };
  };
  const disjunction = (depth: number): Condition => series('or', conjunction, depth);
  const conjunction = (depth: number): Condition => series('and', negation, depth);

  const negation = (depth: number): Condition => {
    const token = peek();
    if (depth > maxDepth) return refuse('too-deep', `nested deeper than ${maxDepth} levels`, token);
    if (!isKeyword(token, 'not')) return primary(depth);
    position += 1;
    return { kind: 'not', item: negation(depth + 1) };
  };

  const primary = (depth: number): Condition => {
    const token = peek();
    if (token.kind === '(') {
      position += 1;
      const inner = disjunction(depth + 1);
      if (peek().kind !== ')') return refuse('bracket', 'this bracket is never closed', token);
      position += 1;
      return inner;
    }
    if (token.kind === 'end')
      return refuse('incomplete', 'the condition ends where a selection belongs', token);
    const isWord = token.kind === 'word';
    if (isWord && isKeyword(peek(1), 'of')) return quantified(token);
    if (!isWord || reserved.has(token.text.toLowerCase()))
      return refuse('syntax', `"${token.text}" stands where a selection belongs`, token);
    position += 1;
    return { kind: 'name', name: token.text, at: token.at };
  };

  const quantified = (token: Token): Condition => {
    const word = token.text.toLowerCase();
    const count = word === 'any' ? 1 : word === 'all' ? word : /^\d{1,6}$/.test(word) ? Number(word) : 0;
    if (count === 0) {
      return refuse(
        'quantifier',
        `"${token.text} of" is not supported: use "1 of", another number, "any of" or "all of"`,
        token,
      );
    }
    const pattern = peek(2);
    if (pattern.kind !== 'word' || reserved.has(pattern.text.toLowerCase()))
      return refuse('incomplete', 'a selection or pattern belongs after "of"', pattern);
    position += 3;
    return { kind: 'of', count, pattern: pattern.text, at: pattern.at };
  };

  const parse = (): Condition => {
    const condition = disjunction(0);
    const token = peek();
    if (token.text === '|') {
      return refuse(
        'aggregation',
        'aggregations in conditions were removed from Sigma: write a correlation',
        token,
      );
    }
    if (isKeyword(token, 'near')) return refuse('aggregation', '"near" was removed from Sigma', token);
    if (token.kind === ')') return refuse('bracket', 'this bracket was never opened', token);
    if (token.kind !== 'end')
      return refuse('syntax', `"${token.text}" is unexpected: "and" or "or" is missing`, token);
    return condition;
  };
  return { parse };
}
