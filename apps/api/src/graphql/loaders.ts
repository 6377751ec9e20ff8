import DataLoader from 'dataloader';
import type { CatalogueService } from '../modules/attack/index.ts';
import type { TopicAccess } from '../modules/auth/index.ts';
import type { Filter, FilterService } from '../modules/filters/index.ts';
import type { LogSource, LogSourceService } from '../modules/log-sources/index.ts';
import type { RuleHitsService, RuleTries } from '../modules/metrics/index.ts';
import type { Pipeline, PipelineService } from '../modules/pipelines/index.ts';
import type { RepositoryService, RuleRepository } from '../modules/repositories/index.ts';
import type { RuleService, RuleTest, RuleTestService, RuleTexts } from '../modules/rules/index.ts';
import type { SyncRun, SyncRunService } from '../modules/sync/index.ts';
import type { TopicTailService } from '../modules/topics/index.ts';

/** One database query for all the objects of a kind that one request asks for. */
export interface Loaders {
  readonly repository: DataLoader<string, RuleRepository>;
  readonly filter: DataLoader<string, Filter>;
  readonly logSource: DataLoader<string, LogSource>;
  readonly ruleCount: DataLoader<string, number>;
  /** null where the rule never matched. */
  readonly lastMatchedAt: DataLoader<string, Date | null>;
  /** Of ATT&CK; the id where the catalogue has none of that id. */
  readonly techniqueName: DataLoader<string, string>;
  readonly ruleTexts: DataLoader<string, RuleTexts>;
  readonly ruleTests: DataLoader<string, readonly RuleTest[]>;
  /** By repository; null where there is none. */
  readonly lastSync: DataLoader<string, SyncRun | null>;
  /** Of all rules that matched. */
  matchesLast24Hours(): Promise<ReadonlyMap<string, number>>;
  /** Of all rules that workers evaluated. */
  triesLast24Hours(): Promise<RuleTries>;
  /** Not a row, but the changes of one. Throws NOT_FOUND for the repository. */
  followSync(repositoryId: string): Promise<AsyncIterable<SyncRun>>;
  /** As followSync, of the topic's newest events; whether the caller may see it is asked before. */
  readonly followTopic: TopicTailService['follow'];
  /** All that the caller may see, read once a request: there are few, and what relates to them asks for any. */
  pipelines(): Promise<readonly Pipeline[]>;
}

export interface LoaderServices {
  readonly repositories: RepositoryService;
  readonly rules: RuleService;
  readonly ruleTests: RuleTestService;
  readonly ruleHits: RuleHitsService;
  readonly attackCatalogue: CatalogueService;
  readonly syncRuns: SyncRunService;
  readonly pipelines: PipelineService;
  readonly filters: FilterService;
  readonly logSources: LogSourceService;
  readonly topicTails: TopicTailService;
}

/** The rows of a batch of ids, in their order. */
function byId<Row extends { readonly id: string }>(
  what: string,
  find: (ids: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row> {
  return new DataLoader(async (ids) => {
    const found = new Map((await find(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? new Error(`${what} ${id} is gone`));
  });
}

export function createLoaders(services: LoaderServices, topics: TopicAccess): Loaders {
  const { repositories, rules, ruleTests, syncRuns, pipelines, filters, logSources, ruleHits } = services;
  let allPipelines: Promise<readonly Pipeline[]> | undefined;
  return {
    repository: byId('repository', (ids) => repositories.byIds(ids)),
    filter: byId('filter', (ids) => filters.byIds(ids)),
    logSource: byId('log source', (ids) => logSources.byIds(ids)),
    techniqueName: new DataLoader(async (ids) => {
      const names = await services.attackCatalogue.techniqueNames(ids);
      return ids.map((id) => names.get(id) ?? id);
    }),
    lastMatchedAt: new DataLoader(async (ids) => {
      const last = await ruleHits.lastMatched(ids);
      return ids.map((id) => last.get(id) ?? null);
    }),
    matchesLast24Hours: () => ruleHits.matchesLast24Hours(),
    triesLast24Hours: () => ruleHits.triesLast24Hours(),
    ruleTexts: byId('rule', (ids) => rules.textsByIds(ids)),
    ruleTests: new DataLoader(async (ids) => {
      const tests = await ruleTests.byRules(ids);
      return ids.map((id) => tests.get(id) ?? []);
    }),
    ruleCount: new DataLoader(async (ids) => {
      const counts = await rules.countByRepository(ids);
      return ids.map((id) => counts.get(id) ?? 0);
    }),
    lastSync: new DataLoader(async (ids) => {
      const newest = new Map((await syncRuns.newest(ids)).map((run) => [run.repositoryId, run]));
      return ids.map((id) => newest.get(id) ?? null);
    }),
    followSync: (repositoryId) => syncRuns.follow(repositoryId),
    followTopic: (userId, topic) => services.topicTails.follow(userId, topic),
    pipelines: () =>
      (allPipelines ??= pipelines.list().then((all) => all.filter((each) => topics.allowsPipeline(each)))),
  };
}
