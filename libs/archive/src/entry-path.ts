/** Whether a file name is that of a YAML file. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** Whether it may be that of a rule: in YAML, or in TOML, which is read only where somebody asks for it. */
export function isRulePath(path: string): boolean {
  return isYamlPath(path) || /\.toml$/i.test(path);
}

/** A backslash, or a name between slashes that is empty, "." or "..". */
const unclean = /\\|(?:^|\/)\.{0,2}(?:\/|$)/;

/** A harmless relative path: names are only shown, but must not climb out of a folder if anyone ever joins them. */
export function cleanPath(path: string): string {
  if (!unclean.test(path)) return path;
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((name) => name !== '' && name !== '.' && name !== '..')
    .join('/');
}

/** The one folder that GitHub puts around everything, with its slash, or ''; a folder of rules at the top is none. */
export function findTopFolder(paths: readonly string[], keep: readonly string[]): string {
  const tops = new Set(paths.map((path) => path.slice(0, path.indexOf('/') + 1)));
  const [top = ''] = tops;
  return tops.size === 1 && !keep.includes(top.slice(0, -1)) ? top : '';
}
