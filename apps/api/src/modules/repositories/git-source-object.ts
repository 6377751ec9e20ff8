import { RepositoryType, type RuleRepository } from './repository.entity.ts';
import type { GitSourceObject } from './repository.type.ts';

/** null for repositories that are not synced. */
export function toGitSource(repository: RuleRepository): GitSourceObject | null {
  const { type, url, ref, folders, intervalMinutes, syncMode, maxRemovedPercent, accessTokenKey } =
    repository;
  if (type !== RepositoryType.GIT || url === null) return null;
  const hasAccessToken = accessTokenKey !== null;
  return { url, ref, folders, intervalMinutes, mode: syncMode, maxRemovedPercent, hasAccessToken };
}
