export { parseGitUrl } from './git-source.ts';
export type { GitHubRepository } from './git-source.ts';
export { repositoryRecord } from './repository-columns.ts';
export { lockRepositories } from './lock-repositories.ts';
export { RepositoryType, RuleRepository, SyncMode } from './repository.entity.ts';
export { createRepositoryService } from './repository.service.ts';
export type { RepositoryService } from './repository.service.ts';
export { RepositoryObject } from './repository.type.ts';
export { requireLocal } from './require-local.ts';
