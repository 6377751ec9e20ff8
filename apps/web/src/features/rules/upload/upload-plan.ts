import type { UploadRulesMutation } from '../../../graphql/generated/graphql.ts';

export type FileReport = UploadRulesMutation['uploadRules']['files'][number];

/** What was picked, sorted by what is done with it. Generic in the file, so that it needs no browser. */
export interface UploadPlan<Picked> {
  readonly rules: readonly Picked[];
  readonly archives: readonly Picked[];
  /** Neither a rule nor an archive; left out, and said so. */
  readonly ignored: readonly Picked[];
}

/** Files per request: a few megabytes at most, and a progress that moves. */
export const filesPerRequest = 400;

export function isArchive(name: string): boolean {
  return /\.(zip|tgz|tar\.gz)$/i.test(name);
}

export function planUpload<Picked>(
  files: readonly Picked[],
  nameOf: (file: Picked) => string,
): UploadPlan<Picked> {
  const isRule = (file: Picked) => /\.ya?ml$/i.test(nameOf(file));
  return {
    rules: files.filter(isRule),
    archives: files.filter((file) => isArchive(nameOf(file))),
    ignored: files.filter((file) => !isRule(file) && !isArchive(nameOf(file))),
  };
}

export function chunk<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

export interface UploadSummary {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Refused first: they are what needs work. Otherwise by path. */
  readonly files: readonly FileReport[];
  /** The newest revision that holds a part of the upload. */
  readonly revision: number;
}

const outcomeOrder: readonly FileReport['outcome'][] = ['REFUSED', 'CHANGED', 'ADDED', 'UNCHANGED'];

export function summarize(payloads: readonly UploadRulesMutation['uploadRules'][]): UploadSummary {
  const sum = (key: 'added' | 'changed' | 'unchanged' | 'refused') =>
    payloads.reduce((total, each) => total + each[key], 0);
  return {
    added: sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    refused: sum('refused'),
    revision: Math.max(0, ...payloads.map((each) => each.revision)),
    files: payloads
      .flatMap((each) => each.files)
      .sort(
        (a, b) =>
          outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome) ||
          a.path.localeCompare(b.path, 'en', { numeric: true }),
      ),
  };
}
