import { matchesGlob } from './glob.ts';

export interface FileSelection {
  /** `path` is relative to the top of the repository. */
  isWanted(path: string): boolean;
  /** Folders and patterns to which no path belonged. */
  unused(): readonly string[];
}

function matches(path: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern)) return path === pattern || path.startsWith(`${pattern}/`);
  return matchesGlob(path, pattern);
}

const YAML = /\.ya?ml$/i;
const TOML = /\.toml$/i;

/**
 * Chooses YAML files, and TOML by patterns that end with it: by folders and by patterns in which `*` and `?` stand for parts of a name and `**` for folders; what
 * begins with `!` leaves out. Without any that chooses, all are wanted that are not left out.
 */
export function selectFiles(patterns: readonly string[]): FileSelection {
  const excluded = patterns.flatMap((pattern) => (pattern.startsWith('!') ? [pattern.slice(1)] : []));
  const included = patterns.filter((pattern) => !pattern.startsWith('!'));
  const used = new Set<string>();
  return {
    isWanted(path) {
      const isYaml = YAML.test(path);
      if (!isYaml && !TOML.test(path)) return false;
      const found = included.filter((pattern) => (isYaml || TOML.test(pattern)) && matches(path, pattern));
      found.forEach((pattern) => used.add(pattern));
      if (found.length === 0 && (included.length > 0 || !isYaml)) return false;
      return !excluded.some((pattern) => matches(path, pattern));
    },
    unused: () => included.filter((pattern) => !used.has(pattern)),
  };
}
