import type { PreviewedPipelines } from './client.ts';

type Pipeline = PreviewedPipelines['first'][number];
type Rules = Pipeline['rulesAdded'];

/** Rules that are named, of each kind and pipeline. */
const MAX_NAMED = 5;

/** Which rules come, go, change and can never fire, by pipeline; pipelines of which there is nothing to say are left out. */
export function describePipelines({ count, first }: PreviewedPipelines): readonly string[] {
  const lines = first.flatMap(describePipeline);
  const left = count - first.length;
  return left > 0 ? [...lines, `… and ${left} more pipelines`] : lines;
}

function describePipeline(pipeline: Pipeline): readonly string[] {
  const { rulesAdded, rulesRemoved, rulesChanged, silentRules, isCut } = pipeline;
  const counts = [
    ...counted(rulesAdded.count, 'added'),
    ...counted(rulesRemoved.count, 'removed'),
    ...counted(rulesChanged.count, 'changed'),
    ...counted(silentRules?.count ?? 0, 'that can never fire on the events'),
    ...(isCut ? ['more than one preview looks at'] : []),
  ];
  if (counts.length === 0) return [];
  return [
    `rules of pipeline ${JSON.stringify(nameOf(pipeline))}: ${counts.join(', ')}`,
    ...titles('+', rulesAdded),
    ...titles('-', rulesRemoved),
    ...titles('~', rulesChanged),
    ...lines('!', silentRules?.count ?? 0, silentRules?.first.map(describeSilent) ?? []),
  ];
}

function counted(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}

/** A new pipeline tells its name among what it has. */
function nameOf({ pipeline, changes }: Pipeline): unknown {
  return pipeline?.name ?? changes.find(({ field }) => field === 'name')?.after;
}

function titles(sign: string, { count, first }: Rules): readonly string[] {
  return lines(
    sign,
    count,
    first.map(({ title }) => JSON.stringify(title)),
  );
}

function lines(sign: string, count: number, all: readonly string[]): readonly string[] {
  const named = all.slice(0, MAX_NAMED).map((text) => `    ${sign} ${text}`);
  const left = count - named.length;
  return left > 0 ? [...named, `    ${sign} … and ${left} more`] : named;
}

type Silent = NonNullable<Pipeline['silentRules']>['first'][number];

function describeSilent({ rule, missing }: Silent): string {
  const ways = missing.map((fields) => fields.join(' and ')).join(', or ');
  return `${JSON.stringify(rule.title)} ${ways === '' ? 'contradicts itself' : `lacks ${ways}`}`;
}
