export { lockRepositories } from './lock-repositories.ts';
export { RuleRepository } from './repository.entity.ts';
export { createRepositoryService } from './repository.service.ts';
export type { RepositoryService } from './repository.service.ts';
export { RepositoryObject } from './repository.type.ts';
