import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { AuditAction, AuditObject, writeAudit, type Actor } from '../audit/index.ts';
import { changeConfiguration, partsOf, type Changed, type MakeChange } from '../outbox/index.ts';
import type { RepositoryService, RuleRepository } from '../repositories/index.ts';
import { SocPrimeAccount } from './soc-prime-account.entity.ts';
import type { PlatformRepository, SocPrimeClient, SocPrimeRequest } from './soc-prime-client.ts';
import { SocPrimeError } from './soc-prime-error.ts';

/** Who set the API key, and when. */
export type SocPrimeKey = Pick<SocPrimeAccount, 'setBy' | 'setAt'>;

export interface AddedRepositories {
  readonly added: readonly RuleRepository[];
  /** Those that were here already. */
  readonly skipped: readonly RuleRepository[];
}

/** The account at SOC Prime's platform, and its repositories. */
export interface SocPrimeService {
  key(): Promise<SocPrimeKey | undefined>;
  /** Asks the platform whether it takes the key, and keeps it encrypted. Throws BAD_USER_INPUT, RATE_LIMITED, UPSTREAM_UNAVAILABLE. */
  setKey(actor: Actor, apiKey: string): Promise<SocPrimeKey>;
  /** Its repositories stay, and their runs fail until there is another one. False where there was none. */
  removeKey(actor: Actor): Promise<boolean>;
  /** In clear. Throws CONFLICT where there is none, or it can't be decrypted. */
  apiKey(): Promise<string>;
  /** What the platform has, by name. Throws CONFLICT where there is no key, BAD_USER_INPUT, RATE_LIMITED, UPSTREAM_UNAVAILABLE. */
  browse(): Promise<readonly PlatformRepository[]>;
  /** Makes repositories of the platform's, all or none; they have no rules as yet. Throws as `browse`; BAD_USER_INPUT for unknown ids. */
  add(actor: Actor, platformIds: readonly string[]): Promise<Changed<AddedRepositories>>;
  /** Gives a rule of the platform another text. Throws as `browse`. */
  writeRule(platformRepositoryId: string, platformRuleId: string, text: string): Promise<void>;
  /** Encrypts the API key anew where an older key encrypted it; says whether. */
  rotateKey(): Promise<boolean>;
}

export interface SocPrimeDependencies {
  readonly database: DataSource;
  readonly secrets: SecretBox;
  readonly client: SocPrimeClient;
  /** Repositories whose changes are made by `change`. */
  readonly repositoriesFor: (change: MakeChange) => RepositoryService;
  readonly now: () => Date;
}

/** Somebody waits for the answer. */
const TIMEOUT_MS = 30_000;
const MAX_WAIT_MS = 3_000;
const MAX_ADDED = 100;
const OWNER = 'soc-prime/api-key';
const ID = 1;

export function createSocPrimeService(dependencies: SocPrimeDependencies): SocPrimeService {
  const { database, secrets, client, repositoriesFor, now } = dependencies;
  const accounts = database.getRepository(SocPrimeAccount);

  async function apiKey(): Promise<string> {
    const account = await accounts.findOneBy({ id: ID });
    if (account === null) throw new AppError('CONFLICT', 'There is no API key of SOC Prime. Set one first.');
    return secrets.open({ keyId: account.apiKeyKey, sealed: account.apiKey }, OWNER);
  }

  async function ask<T>(key: string, work: (request: SocPrimeRequest) => Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await work({ apiKey: key, signal, maxWaitMs: MAX_WAIT_MS });
    } catch (error) {
      if (signal.aborted)
        throw unavailable(new SocPrimeError(`SOC Prime took longer than ${TIMEOUT_MS / 1000} s.`));
      throw error instanceof SocPrimeError ? unavailable(error) : error;
    }
  }

  const sealed = (key: string): Pick<SocPrimeAccount, 'apiKey' | 'apiKeyKey'> => {
    const { keyId, sealed: text } = secrets.seal(key, OWNER);
    return { apiKey: text, apiKeyKey: keyId };
  };

  const browse = async (): Promise<readonly PlatformRepository[]> =>
    (await ask(await apiKey(), client.repositories)).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));

  return {
    apiKey,
    browse,
    async key() {
      return (await accounts.findOneBy({ id: ID })) ?? undefined;
    },
    async setKey(actor, key) {
      if (!/^[\x21-\x7e]{1,255}$/.test(key))
        throw new AppError(
          'BAD_USER_INPUT',
          'An API key has 1 to 255 printable characters of ASCII, and no spaces.',
        );
      const columns = sealed(key);
      await ask(key, client.repositories);
      const row = { ...columns, id: ID, setBy: actor.name, setAt: now() };
      await database.transaction(async (manager) => {
        const isNew = (await manager.findOneBy(SocPrimeAccount, { id: ID })) === null;
        await manager.upsert(SocPrimeAccount, row, ['id']);
        await auditKey(manager, actor, isNew ? AuditAction.CREATE : AuditAction.UPDATE);
      });
      return row;
    },
    removeKey: (actor) =>
      database.transaction(async (manager) => {
        const { affected } = await manager.delete(SocPrimeAccount, { id: ID });
        if (affected === 1) await auditKey(manager, actor, AuditAction.DELETE);
        return affected === 1;
      }),
    async add(actor, platformIds) {
      const ids = [...new Set(platformIds)];
      if (ids.length === 0 || ids.length > MAX_ADDED)
        throw new AppError('BAD_USER_INPUT', `1 to ${MAX_ADDED} repositories are added at once.`);
      const known = new Map((await browse()).map((each) => [each.id, each]));
      const unknown = ids.filter((id) => !known.has(id));
      if (unknown.length > 0)
        throw new AppError(
          'BAD_USER_INPUT',
          `SOC Prime shows no repository ${unknown.slice(0, 10).join(', ')}.`,
        );
      return changeConfiguration(database, actor, async (change) => {
        const repositories = repositoriesFor(partsOf(change));
        const [added, skipped]: [RuleRepository[], RuleRepository[]] = [[], []];
        for (const id of ids) {
          const { repository, isNew } = await repositories.ensureSocPrime(change.manager, actor, {
            platformId: id,
            name: known.get(id)?.name ?? id,
          });
          (isNew ? added : skipped).push(repository);
        }
        return { added, skipped };
      });
    },
    writeRule: async (repositoryId, ruleId, text) =>
      ask(await apiKey(), (request) => client.writeRule(request, repositoryId, ruleId, text)),
    rotateKey: () =>
      database.transaction(async (manager) => {
        const lock = { mode: 'pessimistic_write' } as const;
        const account = await manager.findOne(SocPrimeAccount, { where: { id: ID }, lock });
        if (account === null || !secrets.oldKeyIds.includes(account.apiKeyKey)) return false;
        const key = secrets.open({ keyId: account.apiKeyKey, sealed: account.apiKey }, OWNER);
        await manager.update(SocPrimeAccount, { id: ID }, sealed(key));
        return true;
      }),
  };
}

function auditKey(manager: EntityManager, actor: Actor, action: AuditAction): Promise<void> {
  const object = { objectType: AuditObject.SOC_PRIME_KEY, objectId: null, objectName: 'SOC Prime' };
  return writeAudit(manager, actor, [{ ...object, action }]);
}

function unavailable(error: SocPrimeError): AppError {
  const { message, retryAt, isRefusal } = error;
  if (retryAt !== undefined)
    return new AppError('RATE_LIMITED', message, { retryAt: retryAt.toISOString() }, { cause: error });
  return new AppError(isRefusal ? 'BAD_USER_INPUT' : 'UPSTREAM_UNAVAILABLE', message, {}, { cause: error });
}
