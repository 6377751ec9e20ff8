/** A word or bracket of a condition, with its offset. */
export interface Token {
  readonly kind: 'word' | '(' | ')' | 'end' | 'invalid';
  readonly text: string;
  readonly at: number;
}

/**
 * Splits a condition; the last token is always `end`. A character that no condition may hold becomes `invalid`. Stops
 * once there are more than `maxTokens`.
 */
export function lexCondition(condition: string, maxTokens: number): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of condition.matchAll(/[()]|[^\s()|,;&!=<>]+|\S/g)) {
    const [text] = match;
    const kind = text === '(' || text === ')' ? text : /^[|,;&!=<>]/.test(text) ? 'invalid' : 'word';
    tokens.push({ kind, text, at: match.index });
    if (tokens.length > maxTokens) break;
  }
  return [...tokens, { kind: 'end', text: '', at: condition.length }];
}
