import type { RuleRowFragment } from '../../graphql/generated/graphql.ts';

/** "windows / process_creation"; "any" where the rule names none. */
export function logSourceText({ product, category, service }: RuleRowFragment['logSource']): string {
  const parts = [product, category, service].filter((part) => part !== null);
  return parts.length === 0 ? 'any' : parts.join(' / ');
}
