import DataLoader from 'dataloader';
import type { Pipeline, PipelineService } from '../modules/pipelines/index.ts';
import type { RepositoryService, RuleRepository } from '../modules/repositories/index.ts';
import type { RuleService } from '../modules/rules/index.ts';

/** One database query for all the objects of a kind that one request asks for. */
export interface Loaders {
  readonly repository: DataLoader<string, RuleRepository>;
  readonly ruleCount: DataLoader<string, number>;
  /** All of them, read once a request: there are few, and what relates to them asks for any. */
  pipelines(): Promise<readonly Pipeline[]>;
}

export interface LoaderServices {
  readonly repositories: RepositoryService;
  readonly rules: RuleService;
  readonly pipelines: PipelineService;
}

export function createLoaders({ repositories, rules, pipelines }: LoaderServices): Loaders {
  let allPipelines: Promise<readonly Pipeline[]> | undefined;
  return {
    repository: new DataLoader(async (ids) => {
      const found = new Map((await repositories.byIds(ids)).map((repository) => [repository.id, repository]));
      return ids.map((id) => found.get(id) ?? new Error(`repository ${id} is gone`));
    }),
    ruleCount: new DataLoader(async (ids) => {
      const counts = await rules.countByRepository(ids);
      return ids.map((id) => counts.get(id) ?? 0);
    }),
    pipelines: () => (allPipelines ??= pipelines.list()),
  };
}
