import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';

/** Most tokens of a request's text. */
export const MAX_TOKENS = 5_000;

/** Bounds on what one request may ask, over HTTP and WebSocket; far above what the dashboard and scripts need. */
export function requestLimits(): readonly ValidationRule[] {
  const armor = new ApolloArmor({
    maxDepth: { n: 10 },
    maxAliases: { n: 30 },
    maxDirectives: { n: 20 },
    costLimit: { maxCost: 20_000 },
    blockFieldSuggestion: { enabled: false },
    maxTokens: { enabled: false },
  });
  return armor.protect().validationRules;
}
