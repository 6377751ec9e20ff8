import { CONFIG_SCHEMA_VERSION, configKey, encodeMessage, repositoryMessage } from '@sluice/contracts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { auditedChange, AuditObject, type AuditedChange } from '../audit/index.ts';
import type { ConfigRecord } from '../outbox/index.ts';
import {
  checkGitUrl,
  checkInterval,
  checkMaxRemovedPercent,
  checkPatterns,
  checkRef,
  checkSecret,
  type GitHosts,
} from './git-source.ts';
import { RepositoryType, type RuleRepository, type SyncMode } from './repository.entity.ts';

/** When and how rules are fetched. What is undefined stays as it is. */
export interface ScheduleInput {
  /** null: runs don't begin by themselves. */
  readonly intervalMinutes?: number | null | undefined;
  readonly maxRemovedPercent?: number | undefined;
  readonly mode?: SyncMode | undefined;
}

/** What can be said of where the rules come from. What is undefined stays as it is. */
export interface GitSourceInput extends ScheduleInput {
  readonly url?: string | undefined;
  /** null: the default branch. */
  readonly ref?: string | null | undefined;
  readonly folders?: readonly string[] | undefined;
  /** null: none any more. */
  readonly accessToken?: string | null | undefined;
  /** null: none any more. */
  readonly webhookSecret?: string | null | undefined;
}

type GitColumns = Pick<
  RuleRepository,
  | 'url'
  | 'ref'
  | 'folders'
  | 'intervalMinutes'
  | 'maxRemovedPercent'
  | 'syncMode'
  | 'accessToken'
  | 'accessTokenKey'
  | 'webhookSecret'
  | 'webhookSecretKey'
>;

/** The columns that change. Throws BAD_USER_INPUT. */
export function gitColumns(
  source: GitSourceInput,
  repositoryId: string,
  { secrets, hosts }: { readonly secrets: SecretBox; readonly hosts: GitHosts },
): Partial<GitColumns> {
  const { url, ref, folders, intervalMinutes, maxRemovedPercent, mode, accessToken, webhookSecret } = source;
  return {
    ...(url === undefined ? {} : { url: checkGitUrl(url, hosts) }),
    ...(ref === undefined ? {} : { ref: checkRef(ref) }),
    ...(folders === undefined ? {} : { folders: checkPatterns(folders) }),
    ...(intervalMinutes === undefined ? {} : { intervalMinutes: checkInterval(intervalMinutes) }),
    ...(maxRemovedPercent === undefined
      ? {}
      : { maxRemovedPercent: checkMaxRemovedPercent(maxRemovedPercent) }),
    ...(mode === undefined ? {} : { syncMode: mode }),
    ...(accessToken === undefined
      ? {}
      : secretColumns('accessToken', checkSecret('An access token', accessToken), repositoryId, secrets)),
    ...(webhookSecret === undefined
      ? {}
      : secretColumns(
          'webhookSecret',
          checkSecret('A webhook secret', webhookSecret),
          repositoryId,
          secrets,
        )),
  };
}

export type SecretName = 'accessToken' | 'webhookSecret';

/** What a secret is bound to: it opens for no other repository, and as no other secret of it. */
export function secretOwner(name: SecretName, repositoryId: string): string {
  return `${repositoryId}/${name}`;
}

function secretColumns(
  name: SecretName,
  secret: string | null,
  repositoryId: string,
  secrets: SecretBox,
): Partial<GitColumns> {
  if (secret === null) return { [name]: null, [`${name}Key`]: null };
  const { keyId, sealed } = secrets.seal(secret, secretOwner(name, repositoryId));
  return { [name]: sealed, [`${name}Key`]: keyId };
}

/** What the workers are told of a repository. */
export function repositoryRecord({ id, name }: RuleRepository): ConfigRecord {
  const value = encodeMessage(repositoryMessage, { schemaVersion: CONFIG_SCHEMA_VERSION, id, name });
  return { key: configKey('repository', id), value };
}

/** What the audit log says; of a secret only whether there is one, and whether it was set anew. */
export function audited(
  before: RuleRepository | undefined,
  after: RuleRepository | undefined,
  given: GitSourceInput = {},
): AuditedChange {
  const facts = (repository: RuleRepository): Readonly<Record<string, unknown>> => {
    const { name, type, description } = repository;
    if (type === RepositoryType.LOCAL) return { name, type, description };
    const { platformId, url, ref, folders, intervalMinutes, syncMode, maxRemovedPercent } = repository;
    const schedule = { intervalMinutes, mode: syncMode, maxRemovedPercent };
    if (type === RepositoryType.SOC_PRIME) return { name, type, description, platformId, ...schedule };
    const masked = (name: SecretName): string | null => {
      if (repository[`${name}Key`] === null) return null;
      return repository === after && typeof given[name] === 'string' ? '(new)' : '(set)';
    };
    const secrets = { accessToken: masked('accessToken'), webhookSecret: masked('webhookSecret') };
    const source = { url, ref, folders, ...schedule, ...secrets };
    return { name, type, description, ...source };
  };
  return auditedChange(AuditObject.REPOSITORY, before, after, facts);
}
