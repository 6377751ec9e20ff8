import type { Filter } from '../filters/index.ts';
import type { LogSource } from '../log-sources/index.ts';
import type { Pipeline } from '../pipelines/index.ts';
import { RepositoryType, type RuleRepository } from '../repositories/index.ts';
import { DEFAULT_STATE, type StatedRule } from '../rules/index.ts';
import type { CurrentSettings } from '../settings/index.ts';
import type {
  ConfigurationDocument,
  WrittenDocument,
  DocumentedPipeline,
  DocumentedRepository,
  DocumentedRule,
} from './document.ts';
import { documentedState } from './plan-rules.ts';
import { ruleKey } from './named-rules.ts';

/** What there is now. */
export interface Current {
  readonly repositories: readonly RuleRepository[];
  readonly filters: readonly Filter[];
  readonly logSources: readonly LogSource[];
  readonly pipelines: readonly Pipeline[];
  /** Those whose state is not the default. */
  readonly setRules: readonly StatedRule[];
  /** Those that are disabled in a pipeline. */
  readonly disabledRules: readonly StatedRule[];
  readonly settings: CurrentSettings;
}

/** `toDocument`, with the settings that differ from the defaults, and the rules whose state does, for who may read them. */
export function toExport(
  current: Current,
  { hasSettings, hasRules }: { readonly hasSettings: boolean; readonly hasRules: boolean },
): WrittenDocument {
  const { version, repositories, ...rest } = toDocument(current);
  const { overrides } = current.settings;
  return {
    version,
    ...(hasSettings && Object.keys(overrides).length > 0 ? { settings: overrides } : {}),
    repositories,
    ...(hasRules ? { rules: toRules(current) } : {}),
    ...rest,
  };
}

function toRules({ setRules, repositories }: Current): WrittenDocument['rules'] {
  const names = new Map(repositories.map(({ id, name }) => [id, name]));
  const rules = setRules.flatMap(({ repositoryId, sigmaId, ...rule }) => {
    const repository = names.get(repositoryId);
    if (repository === undefined) return [];
    const { enabled, stage, level, isPinned } = documentedState(rule);
    return {
      repository,
      id: sigmaId,
      ...(enabled ? {} : { enabled }),
      ...(stage === DEFAULT_STATE.stage ? {} : { stage }),
      ...(level === null ? {} : { level }),
      ...(isPinned ? { isPinned } : {}),
    };
  });
  return sortedRules(rules);
}

/** Everything by name, in the order of names. */
export function toDocument(current: Current): ConfigurationDocument {
  const logSources = new Map(current.logSources.map(({ id, name }) => [id, name]));
  const repositories = new Map(current.repositories.map(({ id, name }) => [id, name]));
  const rules = new Map(
    current.disabledRules.map(({ id, repositoryId, sigmaId }) => [
      id,
      { repository: repositories.get(repositoryId) ?? '', id: sigmaId },
    ]),
  );
  return {
    version: 1,
    repositories: byName(current.repositories.map(toRepository)),
    filters: byName(current.filters.map(({ name, text }) => ({ name, text }))),
    logSources: byName(
      current.logSources.map(({ name, script, mapping, testTopics }) => ({
        name,
        script,
        mapping,
        testTopics,
      })),
    ),
    pipelines: byName(current.pipelines.map((pipeline) => toPipeline(pipeline, logSources, rules))),
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

function toPipeline(
  pipeline: Pipeline,
  logSources: ReadonlyMap<string, string>,
  rules: ReadonlyMap<string, DocumentedRule>,
): DocumentedPipeline {
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
    disabledRules: sortedRules(pipeline.disabledRuleIds.flatMap((id) => rules.get(id) ?? [])),
    customFields: pipeline.customFields as DocumentedPipeline['customFields'],
    startPosition,
    startAt: pipeline.startAt?.toISOString() ?? null,
    ...{ writeUntagged, writeFiltered, writeParsed },
  };
}

/** In the order of repositories, and of ids in each. */
function sortedRules<T extends DocumentedRule>(rules: readonly T[]): T[] {
  return rules.toSorted((left, right) => (ruleKey(left) < ruleKey(right) ? -1 : 1));
}

function byName<T extends { readonly name: string }>(objects: readonly T[]): T[] {
  return [...objects].sort((left, right) => (left.name < right.name ? -1 : 1));
}
