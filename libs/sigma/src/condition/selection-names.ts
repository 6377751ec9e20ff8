import { anyRun } from '../pattern/pattern.ts';
import { compileWildcard } from '../pattern/wildcard.ts';

/** The names of a rule's selections, and which of them its conditions use. */
export interface SelectionNames {
  /** Notes the use of a name; false if there is none. */
  use(name: string): boolean;
  /** Names that a pattern stands for, noted as used. Undefined once all patterns together stand for too many. */
  like(pattern: string): readonly string[] | undefined;
  unused(): readonly string[];
}

/** Most names that the patterns of a rule's conditions are compared with and stand for: they multiply in hostile rules. */
const maxReferences = 100_000;

/** Makes the names of one rule. */
export function createSelectionNames(names: readonly string[]): SelectionNames {
  const known: ReadonlySet<string> = new Set(names);
  const used = new Set<string>();
  const byPattern = new Map<string, readonly string[]>();
  let references = 0;
  return {
    use: (name) => {
      used.add(name);
      return known.has(name);
    },
    like: (pattern) => {
      if (references > maxReferences) return undefined;
      let found = byPattern.get(pattern);
      if (found === undefined) {
        found = namesLike(pattern, names);
        byPattern.set(pattern, found);
        references += names.length;
      }
      references += found.length;
      for (const name of found) used.add(name);
      return references > maxReferences ? undefined : found;
    },
    unused: () => names.filter((name) => !used.has(name)),
  };
}

/** Names that a pattern stands for. Those with a leading underscore only count where the pattern has one too. */
function namesLike(pattern: string, names: readonly string[]): readonly string[] {
  const isAll = pattern.toLowerCase() === 'them';
  const isLike = isAll ? () => true : matcherOf(pattern);
  const includesHidden = !isAll && pattern.startsWith('_');
  return names.filter((name) => (includesHidden || !name.startsWith('_')) && isLike(name));
}

function matcherOf(pattern: string): (name: string) => boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return (name) => name === pattern;
  const prefix = pattern.slice(0, star);
  if (star === pattern.length - 1) return (name) => name.startsWith(prefix);
  const pieces = pattern.split(/(\*)/).filter((piece) => piece !== '');
  return compileWildcard(pieces.map((piece) => (piece === '*' ? anyRun : piece)));
}
