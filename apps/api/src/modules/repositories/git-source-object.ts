import { RepositoryType, type RuleRepository } from './repository.entity.ts';
import type { GitSourceObject, SocPrimeSourceObject } from './repository.type.ts';

/** null for repositories that are not synced from a git host. */
export function toGitSource(repository: RuleRepository): GitSourceObject | null {
  const { id, type, url, ref, folders, intervalMinutes, cron, syncMode, maxRemovedPercent } = repository;
  if (type !== RepositoryType.GIT || url === null) return null;
  return {
    ...{ url, ref, folders, intervalMinutes, cron, mode: syncMode, maxRemovedPercent },
    hasAccessToken: repository.accessTokenKey !== null,
    hasWebhookSecret: repository.webhookSecretKey !== null,
    webhookPath: `/hooks/repositories/${id}`,
  };
}

/** null for repositories that are not of SOC Prime's platform. */
export function toSocPrimeSource(repository: RuleRepository): SocPrimeSourceObject | null {
  const { type, platformId, intervalMinutes, cron, syncMode, maxRemovedPercent } = repository;
  if (type !== RepositoryType.SOC_PRIME || platformId === null) return null;
  return { platformId, intervalMinutes, cron, mode: syncMode, maxRemovedPercent };
}
