import ecs from '../../data/ecs.json' with { type: 'json' };
import ocsf from '../../data/ocsf.json' with { type: 'json' };
import recognition from '../../data/recognition.json' with { type: 'json' };
import windows from '../../data/windows.json' with { type: 'json' };
import type { LogSource } from './log-source.ts';
import { placeCategories } from './place-categories.ts';
import { categoryList, readLogSource } from './source-lists.ts';

/** A log source of Sigma rules that no event says of itself. */
export interface UntoldLogSource {
  readonly logSource: LogSource;
  /** A sentence. */
  readonly reason: string;
}

/** Log sources of SigmaHQ's rules that events don't tell: the pipeline has to. */
export const untoldLogSources: readonly UntoldLogSource[] = recognition.notTold.flatMap(
  ({ logSources, reason }) => logSources.map((text) => ({ logSource: readLogSource(text), reason })),
);

/** Every log source that `resolveLogSources` may answer, but for Windows channels that no rule knows. Sorted, each once. */
export const knownLogSources: readonly LogSource[] = listKnown();

function listKnown(): readonly LogSource[] {
  const texts = recognition.entries.flatMap(({ sources, by }) => [
    ...(sources ?? []),
    ...Object.values(by?.values ?? {}).flat(),
  ]);
  const schemas = [
    ...Object.values(ecs.categories).flatMap((types) => Object.values(types).flat()),
    ...Object.values(ecs.actions).flat(),
    ...Object.values(ocsf.classes).flatMap(({ activities }) => Object.values(activities).flat()),
    ...['dns_query', 'dns'],
  ];
  const sysmon = [...Object.values(windows.sysmon), ...Object.values(windows.sysmonRegistry)].flat();
  const byEvent = Object.entries(windows.events).flatMap(([key, categories]) =>
    categoryList('windows', key.slice(0, key.indexOf('/')), categories),
  );
  const all = [
    ...[...texts, ...Object.values(windows.otherProducts)].map(readLogSource),
    ...Object.values(ocsf.products).map(({ source }) => readLogSource(source)),
    ...(placeCategories(schemas, undefined) ?? []),
    ...['windows', 'linux'].flatMap((product) => categoryList(product, 'sysmon', sysmon)),
    ...['windows', 'linux'].flatMap((product) => categoryList(product, 'sysmon', [])),
    ...byEvent,
    ...Object.values(windows.channels).flatMap((service) => categoryList('windows', service, [])),
    ...Object.values(windows.providers).flatMap((service) => categoryList('windows', service, [])),
    ...categoryList('windows', 'security', [
      'process_creation',
      ...Object.values(windows.auditRegistry).flat(),
    ]),
  ];
  const byText = new Map(
    all.map((it) => [[it.product, it.category, it.service].map((part) => part ?? '').join('/'), it]),
  );
  return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, source]) => source);
}
