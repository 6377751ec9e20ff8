/** A rule that is written to a file. */
export interface ExportedRule {
  readonly id: string;
  readonly sigmaId: string;
  readonly path: string;
  readonly repositoryId: string;
  readonly repositoryName: string;
}

const YAML = /\.ya?ml$/i;

/** A name of one folder on any system. */
function folderName(name: string, otherwise: string): string {
  const clean = name.replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, '-').replaceAll(/^[. ]+|[. ]+$/g, '');
  return clean === '' ? otherwise : clean;
}

/** A relative path that climbs nowhere, whatever is stored. */
function filePath({ path, sigmaId }: ExportedRule): string {
  const names = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((name) => name !== '' && name !== '.' && name !== '..');
  const clean = names.join('/').replaceAll(/\p{Cc}/gu, '-');
  if (clean === '') return `${sigmaId}.yml`;
  return YAML.test(clean) ? clean : `${clean}.yml`;
}

/**
 * The path of each rule in a bundle, in their order: its repository's folder, then the path of the file that it came from. A rule
 * whose path an earlier one has gets its own id into the name. No two are the same, on systems that fold case neither.
 */
export function exportPaths(rules: readonly ExportedRule[]): string[] {
  const folders = new Map<string, string>();
  const taken = new Set<string>();
  const take = (wanted: string, vary: (name: string) => string): string => {
    let name = wanted;
    while (taken.has(name.toLowerCase())) name = vary(name);
    taken.add(name.toLowerCase());
    return name;
  };
  return rules.map((rule) => {
    const { id, repositoryId, repositoryName } = rule;
    const folder =
      folders.get(repositoryId) ??
      take(folderName(repositoryName, repositoryId), (name) => `${name}-${repositoryId}`);
    folders.set(repositoryId, folder);
    return take(`${folder}/${filePath(rule)}`, (path) => path.replace(YAML, (ending) => `.${id}${ending}`));
  });
}
