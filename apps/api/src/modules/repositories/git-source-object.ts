import { RepositoryType, type RuleRepository } from './repository.entity.ts';
import type { GitSourceObject } from './repository.type.ts';

/** null for repositories that are not synced. */
export function toGitSource(repository: RuleRepository): GitSourceObject | null {
  const { id, type, url, ref, folders, intervalMinutes, syncMode, maxRemovedPercent } = repository;
  if (type !== RepositoryType.GIT || url === null) return null;
  return {
    ...{ url, ref, folders, intervalMinutes, mode: syncMode, maxRemovedPercent },
    hasAccessToken: repository.accessTokenKey !== null,
    hasWebhookSecret: repository.webhookSecretKey !== null,
    webhookPath: `/hooks/repositories/${id}`,
  };
}
