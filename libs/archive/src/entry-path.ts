/** Whether a file name is that of a YAML file. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** A harmless relative path: names are only shown, but must not climb out of a folder if anyone ever joins them. */
export function cleanPath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((name) => name !== '' && name !== '.' && name !== '..')
    .join('/');
}

/** Removes the one folder that GitHub puts around everything; a folder of rules at the top stays. */
export function stripTopFolder<T extends { readonly path: string }>(
  files: readonly T[],
  keep: readonly string[],
): readonly T[] {
  const tops = new Set(files.map(({ path }) => path.split('/', 1)[0] ?? ''));
  const [top = ''] = tops;
  const isShared = tops.size === 1 && files.every(({ path }) => path.includes('/')) && !keep.includes(top);
  return isShared ? files.map((file) => ({ ...file, path: file.path.slice(top.length + 1) })) : files;
}
