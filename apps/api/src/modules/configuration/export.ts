import type { Filter } from '../filters/index.ts';
import type { LogSource } from '../log-sources/index.ts';
import type { Pipeline } from '../pipelines/index.ts';
import { RepositoryType, type RuleRepository } from '../repositories/index.ts';
import type { CurrentSettings } from '../settings/index.ts';
import type { ConfigurationDocument, DocumentedPipeline, DocumentedRepository } from './document.ts';

/** What there is now. */
export interface Current {
  readonly repositories: readonly RuleRepository[];
  readonly filters: readonly Filter[];
  readonly logSources: readonly LogSource[];
  readonly pipelines: readonly Pipeline[];
  readonly settings: CurrentSettings;
}

/** `toDocument`, with the settings that differ from the defaults. */
export function withSettings(document: ConfigurationDocument, { settings }: Current): ConfigurationDocument {
  const { version, ...objects } = document;
  if (Object.keys(settings.overrides).length === 0) return document;
  return { version, settings: settings.overrides, ...objects };
}

/** Everything by name, in the order of names. */
export function toDocument(current: Current): ConfigurationDocument {
  const names = new Map(current.logSources.map(({ id, name }) => [id, name]));
  return {
    version: 1,
    repositories: byName(current.repositories.map(toRepository)),
    filters: byName(current.filters.map(({ name, text }) => ({ name, text }))),
    logSources: byName(current.logSources.map(({ name, script, mapping }) => ({ name, script, mapping }))),
    pipelines: byName(current.pipelines.map((pipeline) => toPipeline(pipeline, names))),
  };
}

function toRepository(repository: RuleRepository): DocumentedRepository {
  const { name, description, type, url, ref, folders, platformId } = repository;
  const { intervalMinutes, cron, syncMode: mode, maxRemovedPercent } = repository;
  const schedule = { intervalMinutes, cron, mode, maxRemovedPercent };
  switch (type) {
    case RepositoryType.LOCAL:
      return { name, description };
    case RepositoryType.GIT:
      return { name, description, git: { url: url ?? '', ref, folders, ...schedule } };
    case RepositoryType.SOC_PRIME:
      return { name, description, socPrime: { platformId: platformId ?? '', ...schedule } };
  }
}

function toPipeline(pipeline: Pipeline, logSources: ReadonlyMap<string, string>): DocumentedPipeline {
  const { name, enabled, sourceTopics, destinationTopic, startPosition, logSourceId } = pipeline;
  const { writeUntagged, writeFiltered, writeParsed, product, category, service } = pipeline;
  const isNamed = product !== null || category !== null || service !== null;
  return {
    ...{ name, enabled, sourceTopics, destinationTopic },
    repositories: pipeline.repositories.map((repository) => repository.name).sort(),
    filters: pipeline.filters.map((filter) => filter.name).sort(),
    logSource: logSourceId === null ? null : (logSources.get(logSourceId) ?? null),
    sigmaLogSource: isNamed
      ? {
          ...(product === null ? {} : { product }),
          ...(category === null ? {} : { category }),
          ...(service === null ? {} : { service }),
        }
      : null,
    customFields: pipeline.customFields as DocumentedPipeline['customFields'],
    startPosition,
    startAt: pipeline.startAt?.toISOString() ?? null,
    ...{ writeUntagged, writeFiltered, writeParsed },
  };
}

function byName<T extends { readonly name: string }>(objects: readonly T[]): T[] {
  return [...objects].sort((left, right) => (left.name < right.name ? -1 : 1));
}
