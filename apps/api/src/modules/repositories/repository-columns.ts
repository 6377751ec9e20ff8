import { CONFIG_SCHEMA_VERSION, configKey, encodeMessage, repositoryMessage } from '@sluice/contracts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { auditedChange, AuditObject, type AuditedChange } from '../audit/index.ts';
import type { ConfigRecord } from '../outbox/index.ts';
import {
  checkAccessToken,
  checkGitUrl,
  checkInterval,
  checkMaxRemovedPercent,
  checkPatterns,
  checkRef,
} from './git-source.ts';
import { RepositoryType, type RuleRepository } from './repository.entity.ts';

/** What can be said of where the rules come from. What is undefined stays as it is. */
export interface GitSourceInput {
  readonly url?: string | undefined;
  /** null: the default branch. */
  readonly ref?: string | null | undefined;
  readonly folders?: readonly string[] | undefined;
  /** null: runs don't begin by themselves. */
  readonly intervalMinutes?: number | null | undefined;
  readonly maxRemovedPercent?: number | undefined;
  /** null: none any more. */
  readonly accessToken?: string | null | undefined;
}

type GitColumns = Pick<
  RuleRepository,
  'url' | 'ref' | 'folders' | 'intervalMinutes' | 'maxRemovedPercent' | 'accessToken' | 'accessTokenKey'
>;

/** The columns that change. Throws BAD_USER_INPUT. */
export function gitColumns(
  { url, ref, folders, intervalMinutes, maxRemovedPercent, accessToken }: GitSourceInput,
  repositoryId: string,
  { secrets, hosts }: { readonly secrets: SecretBox; readonly hosts: readonly string[] },
): Partial<GitColumns> {
  return {
    ...(url === undefined ? {} : { url: checkGitUrl(url, hosts) }),
    ...(ref === undefined ? {} : { ref: checkRef(ref) }),
    ...(folders === undefined ? {} : { folders: checkPatterns(folders) }),
    ...(intervalMinutes === undefined ? {} : { intervalMinutes: checkInterval(intervalMinutes) }),
    ...(maxRemovedPercent === undefined
      ? {}
      : { maxRemovedPercent: checkMaxRemovedPercent(maxRemovedPercent) }),
    ...(accessToken === undefined ? {} : tokenColumns(accessToken, repositoryId, secrets)),
  };
}

function tokenColumns(
  token: string | null,
  repositoryId: string,
  secrets: SecretBox,
): Pick<GitColumns, 'accessToken' | 'accessTokenKey'> {
  if (token === null) return { accessToken: null, accessTokenKey: null };
  const { keyId, sealed } = secrets.seal(checkAccessToken(token), repositoryId);
  return { accessToken: sealed, accessTokenKey: keyId };
}

/** What the workers are told of a repository. */
export function repositoryRecord({ id, name }: RuleRepository): ConfigRecord {
  const value = encodeMessage(repositoryMessage, { schemaVersion: CONFIG_SCHEMA_VERSION, id, name });
  return { key: configKey('repository', id), value };
}

/** What the audit log says; of an access token only whether there is one, and whether it was set anew. */
export function audited(
  before: RuleRepository | undefined,
  after: RuleRepository | undefined,
  isTokenNew = false,
): AuditedChange {
  const facts = (repository: RuleRepository): Readonly<Record<string, unknown>> => {
    const { name, type, description } = repository;
    if (type === RepositoryType.LOCAL) return { name, type, description };
    const { url, ref, folders, intervalMinutes, maxRemovedPercent, accessTokenKey } = repository;
    const isNew = isTokenNew && repository === after;
    const accessToken = accessTokenKey === null ? null : isNew ? '(new)' : '(set)';
    const source = { url, ref, folders, intervalMinutes, maxRemovedPercent, accessToken };
    return { name, type, description, ...source };
  };
  return auditedChange(AuditObject.REPOSITORY, before, after, facts);
}
