import { CONFIG_SCHEMA_VERSION, configKey, encodeMessage, repositoryMessage } from '@sluice/contracts';
import { AppError } from '../../app-error.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { auditedChange, AuditObject, type AuditedChange } from '../audit/index.ts';
import type { ConfigRecord } from '../outbox/index.ts';
import { checkCron } from './cron.ts';
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
  /** null: no interval. Takes the place of a schedule. */
  readonly intervalMinutes?: number | null | undefined;
  /** null: no schedule. Takes the place of an interval. */
  readonly cron?: string | null | undefined;
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
  | 'cron'
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
  const { url, ref, folders, maxRemovedPercent, mode, accessToken, webhookSecret } = source;
  return {
    ...(url === undefined ? {} : { url: checkGitUrl(url, hosts) }),
    ...(ref === undefined ? {} : { ref: checkRef(ref) }),
    ...(folders === undefined ? {} : { folders: checkPatterns(folders) }),
    ...timeColumns(source),
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

/** One of both at most: what is set takes the other's place. */
function timeColumns({ intervalMinutes, cron }: ScheduleInput): Partial<GitColumns> {
  if (intervalMinutes != null && cron != null)
    throw new AppError('BAD_USER_INPUT', 'Runs begin by an interval or by a schedule: set one of both.');
  return {
    ...(intervalMinutes === undefined ? {} : { intervalMinutes: checkInterval(intervalMinutes) }),
    ...(cron === undefined ? {} : { cron: checkCron(cron) }),
    ...(intervalMinutes == null ? {} : { cron: null }),
    ...(cron == null ? {} : { intervalMinutes: null }),
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

/** What people set; of a secret only whether there is one, and whether it was set anew. */
export function factsOf(
  repository: RuleRepository,
  isNew: (name: SecretName) => boolean = () => false,
): Readonly<Record<string, unknown>> {
  const { name, type, description } = repository;
  if (type === RepositoryType.LOCAL) return { name, type, description };
  const { platformId, url, ref, folders, intervalMinutes, cron, syncMode, maxRemovedPercent } = repository;
  const schedule = { intervalMinutes, cron, mode: syncMode, maxRemovedPercent };
  if (type === RepositoryType.SOC_PRIME) return { name, type, description, platformId, ...schedule };
  const masked = (secret: SecretName): string | null => {
    if (repository[`${secret}Key`] === null) return null;
    return isNew(secret) ? '(new)' : '(set)';
  };
  const secrets = { accessToken: masked('accessToken'), webhookSecret: masked('webhookSecret') };
  return { name, type, description, url, ref, folders, ...schedule, ...secrets };
}

/** What the audit log says. */
export function audited(
  before: RuleRepository | undefined,
  after: RuleRepository | undefined,
  given: GitSourceInput = {},
): AuditedChange {
  const facts = (repository: RuleRepository): Readonly<Record<string, unknown>> =>
    factsOf(repository, (secret) => repository === after && typeof given[secret] === 'string');
  return auditedChange(AuditObject.REPOSITORY, before, after, facts);
}
