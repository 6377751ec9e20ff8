import { lexCondition } from './lex-condition.ts';
import type { Token } from './lex-condition.ts';

/** A condition over names of selections. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly items: readonly Condition[] }
  | { readonly kind: 'not'; readonly item: Condition }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  /** `1 of` (any) or `all of` a pattern of names; `them` is every name without a leading underscore. */
  | {
      readonly kind: 'of';
      readonly quantifier: 'any' | 'all';
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

/** Thrown inside this file only, caught by `parseCondition`. */
class Refusal extends Error {
  readonly problem: ConditionProblem;
  constructor(problem: ConditionProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Parses a condition. `or` binds loosest, then `and`, `not`, `x of`, brackets (Sigma rules specification, "Condition");
 * keywords in any letter case.
 */
export function parseCondition(text: string): ParsedCondition {
  try {
    return { ok: true, condition: createParser(lexCondition(text)).parse() };
  } catch (cause) {
    if (cause instanceof Refusal) return { ok: false, problem: cause.problem };
    throw cause;
  }
}

function createParser(tokens: readonly Token[]): { parse(): Condition } {
  let position = 0;
  const end: Token = { kind: 'end', text: '', at: 0 };
  const peek = (ahead = 0): Token => tokens[Math.min(position + ahead, tokens.length - 1)] ?? end;
  const isKeyword = (token: Token, keyword: string): boolean =>
    token.kind === 'word' && token.text.toLowerCase() === keyword;
  const refuse = (code: string, message: string, token: Token): never => {
    throw new Refusal({ code, message, at: token.at, length: Math.max(1, token.text.length) });
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
    if (depth > maxDepth)
      return refuse('sigma.condition.too-deep', `nested deeper than ${maxDepth} levels`, token);
    if (!isKeyword(token, 'not')) return primary(depth);
    position += 1;
    return { kind: 'not', item: negation(depth + 1) };
  };

  const primary = (depth: number): Condition => {
    const token = peek();
    if (token.kind === '(') {
      position += 1;
      const inner = disjunction(depth + 1);
      if (peek().kind !== ')')
        return refuse('sigma.condition.bracket', 'this bracket is never closed', token);
      position += 1;
      return inner;
    }
    if (token.kind === 'end')
      return refuse('sigma.condition.incomplete', 'the condition ends where a selection belongs', token);
    if (token.kind !== 'word')
      return refuse('sigma.condition.syntax', `"${token.text}" stands where a selection belongs`, token);
    if (isKeyword(peek(1), 'of')) return quantified(token);
    if (['and', 'or', 'of'].includes(token.text.toLowerCase())) {
      return refuse('sigma.condition.syntax', `"${token.text}" stands where a selection belongs`, token);
    }
    position += 1;
    return { kind: 'name', name: token.text, at: token.at };
  };

  const quantified = (token: Token): Condition => {
    const word = token.text.toLowerCase();
    const quantifier = word === '1' || word === 'any' ? 'any' : word === 'all' ? 'all' : undefined;
    if (quantifier === undefined) {
      return refuse(
        'sigma.condition.quantifier',
        `"${token.text} of" is not supported: use "1 of", "any of" or "all of"`,
        token,
      );
    }
    const pattern = peek(2);
    if (pattern.kind !== 'word')
      return refuse('sigma.condition.incomplete', 'a selection or pattern belongs after "of"', pattern);
    position += 3;
    return { kind: 'of', quantifier, pattern: pattern.text, at: pattern.at };
  };

  const parse = (): Condition => {
    const condition = disjunction(0);
    const token = peek();
    if (token.text === '|') {
      return refuse(
        'sigma.condition.aggregation',
        'aggregations in conditions were removed from Sigma: write a correlation',
        token,
      );
    }
    if (isKeyword(token, 'near'))
      return refuse('sigma.condition.aggregation', '"near" was removed from Sigma', token);
    if (token.kind === ')') return refuse('sigma.condition.bracket', 'this bracket was never opened', token);
    if (token.kind !== 'end')
      return refuse(
        'sigma.condition.syntax',
        `"${token.text}" is unexpected: "and" or "or" is missing`,
        token,
      );
    return condition;
  };
  return { parse };
}
