import { randomUUID } from 'node:crypto';
import { configKey } from '@sluice/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { BY_NAME, configurationShape, type ConfigurationQuery } from '../../database/configuration-list.ts';
import { countRows, listRows } from '../../database/list-rows.ts';
import { checkName } from '../../database/name.ts';
import { namesOfUsers, refuseInUse } from '../../database/use-guard.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { isUuid } from '../../database/uuid.ts';
import { changedMeanwhile, type CurrentState } from '../../database/version-conflict.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import type { Actor } from '../audit/index.ts';
import { changeConfiguration, type Changed, type MakeChange } from '../outbox/index.ts';
import type { GitHosts } from './git-source.ts';
import { lockRepositories } from './lock-repositories.ts';
import {
  audited,
  factsOf,
  gitColumns,
  repositoryRecord,
  secretOwner,
  type GitSourceInput,
  type ScheduleInput,
  type SecretName,
} from './repository-columns.ts';
import { RepositoryType, RuleRepository } from './repository.entity.ts';
import type { RuleReferences } from './rule-references.ts';

interface Named {
  readonly name: string;
  readonly description: string;
}

export interface RepositoryUpdate {
  readonly id: string;
  /** The version that was edited. */
  readonly version: number;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** For the type GIT. */
  readonly git?: GitSourceInput | undefined;
  /** For the type SOC_PRIME. */
  readonly schedule?: ScheduleInput | undefined;
}

export interface RepositoryService {
  /** Throws BAD_USER_INPUT for a search or page that is out of bounds. */
  list(query?: ConfigurationQuery): Promise<RuleRepository[]>;
  /** How many `list` has on all of its pages. Throws as it does. */
  count(search: string | undefined): Promise<number>;
  /** In no order; unknown ids are left out. */
  byIds(ids: readonly string[]): Promise<RuleRepository[]>;
  findByName(name: string): Promise<RuleRepository | null>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<RuleRepository>;
  /** A LOCAL one. Throws CONFLICT where the name is taken. */
  create(actor: Actor, input: Named): Promise<Changed<RuleRepository>>;
  /** Throws BAD_USER_INPUT for what can't be synced, CONFLICT where the name is taken. */
  createGit(
    actor: Actor,
    input: Named & { readonly git: GitSourceInput & { readonly url: string } },
  ): Promise<Changed<RuleRepository>>;
  /** One of SOC Prime's platform. Throws BAD_USER_INPUT; CONFLICT where it is here already, or the name is taken. */
  createSocPrime(
    actor: Actor,
    input: Named & { readonly socPrime: ScheduleInput & { readonly platformId: string } },
  ): Promise<Changed<RuleRepository>>;
  /** A source as it is kept: address, folders and times in their one form. Throws BAD_USER_INPUT. */
  canonical<S extends GitSourceInput>(source: S): S;
  /**
   * The repository of SOC Prime's platform, made where there is none; its name is told apart where it is taken. `manager`
   * has the transaction.
   */
  ensureSocPrime(
    manager: EntityManager,
    actor: Actor,
    platform: { readonly platformId: string; readonly name: string },
  ): Promise<{ readonly repository: RuleRepository; readonly isNew: boolean }>;
  /** What is undefined stays. Throws NOT_FOUND; BAD_USER_INPUT; CONFLICT where it was changed since, or its name is taken. */
  update(actor: Actor, update: RepositoryUpdate): Promise<Changed<RuleRepository>>;
  /** Deletes the rules too. Throws CONFLICT where a pipeline uses it. */
  delete(actor: Actor, id: string): Promise<Changed<string>>;
  /**
   * In clear; undefined where there is none. Throws CONFLICT where it can't be decrypted, or the repository was changed since
   * that version: a token goes to no other url than it was given for.
   */
  accessToken(repository: Pick<RuleRepository, 'id' | 'version'>): Promise<string | undefined>;
  /** In clear; undefined where there is none. Throws CONFLICT where it can't be decrypted. */
  webhookSecret(id: string): Promise<string | undefined>;
  /** Encrypts anew what was encrypted with an older key; returns how many. */
  rotateSecrets(): Promise<number>;
}

/** What a synced repository is made with where nobody says otherwise. */
export interface RepositoryDefaults {
  readonly maxRemovedPercent: number;
  readonly socPrimeIntervalMinutes: number;
}

const BUILT_IN: RepositoryDefaults = { maxRemovedPercent: 20, socPrimeIntervalMinutes: 60 };

export interface RepositoryDependencies {
  readonly database: DataSource;
  readonly secrets: SecretBox;
  readonly hosts: GitHosts;
  /** Of repositories that are made; asked each time. */
  readonly defaults?: () => Promise<RepositoryDefaults>;
  readonly references: RuleReferences;
  readonly change?: MakeChange;
}

const nameTaken = (name: string) => (): AppError =>
  new AppError('CONFLICT', `A repository named "${name}" exists already. Choose another name.`);

async function getRepository(manager: EntityManager, id: string): Promise<RuleRepository> {
  const repository = isUuid(id) ? await manager.findOneBy(RuleRepository, { id }) : null;
  if (repository === null) throw new AppError('NOT_FOUND', `There is no repository with id ${id}.`);
  return repository;
}

function stateOf(repository: RuleRepository): CurrentState {
  return { version: repository.version, ...factsOf(repository) };
}

function refuseOtherType({ name, type }: RuleRepository, wanted: RepositoryType, input: unknown): void {
  if (input === undefined || type === wanted) return;
  const message = `The repository "${name}" is of the type ${type}: what is set is for ${wanted}.`;
  throw new AppError('BAD_USER_INPUT', message);
}

/** A token is for the host that it was set for: another one is asked without it, or whoever may edit could have it sent anywhere. */
function withoutForeignToken(
  { url: before }: RuleRepository,
  { url: after }: Partial<RuleRepository>,
): Partial<RuleRepository> {
  const isSameHost = after == null || before === null || new URL(after).host === new URL(before).host;
  return isSameHost ? {} : { accessToken: null, accessTokenKey: null };
}

/** Rows with their secrets, which no other query reads. */
function withSecrets(manager: EntityManager) {
  return manager
    .createQueryBuilder(RuleRepository, 'repository')
    .addSelect(['repository.accessToken', 'repository.webhookSecret']);
}

export function createRepositoryService({
  database,
  secrets,
  hosts,
  defaults = () => Promise.resolve(BUILT_IN),
  references,
  change = changeConfiguration,
}: RepositoryDependencies): RepositoryService {
  const repositories = database.getRepository(RuleRepository);

  function insert(
    actor: Actor,
    name: string,
    columns: Partial<RuleRepository>,
  ): Promise<Changed<RuleRepository>> {
    return change(database, actor, async ({ manager, publish, audit }) => {
      const trimmed = checkName('repository', name);
      const id = columns.id ?? randomUUID();
      const row = manager.create(RuleRepository, { ...columns, id, name: trimmed, version: 1 });
      await onUniqueViolation(manager.insert(RuleRepository, row), nameTaken(trimmed));
      const repository = await getRepository(manager, id);
      publish([repositoryRecord(repository)]);
      audit(audited(undefined, repository));
      return repository;
    });
  }

  function open(name: SecretName, row: RuleRepository): string | undefined {
    const [sealed, keyId] = [row[name], row[`${name}Key`]];
    if (sealed === null || keyId === null) return undefined;
    return secrets.open({ keyId, sealed }, secretOwner(name, row.id));
  }

  async function readSecrets(id: string): Promise<RuleRepository | null> {
    return withSecrets(database.manager).where({ id }).getOne();
  }

  return {
    list: (query = BY_NAME) =>
      listRows(repositories.createQueryBuilder('repository'), query, configurationShape('repository')),
    count: (search) =>
      countRows(repositories.createQueryBuilder('repository'), search, configurationShape('repository')),
    byIds: (ids) => repositories.findBy({ id: In(ids.filter(isUuid)) }),
    findByName: (name) => repositories.findOneBy({ name }),
    get: (id) => getRepository(database.manager, id),
    create: (actor, { name, description }) =>
      insert(actor, name, { description, type: RepositoryType.LOCAL }),
    async createGit(actor, { name, description, git }) {
      const id = randomUUID();
      const maxRemovedPercent = git.maxRemovedPercent ?? (await defaults()).maxRemovedPercent;
      const columns = gitColumns({ ...git, maxRemovedPercent }, id, { secrets, hosts });
      return insert(actor, name, { ...columns, id, description, type: RepositoryType.GIT });
    },
    async createSocPrime(actor, { name, description, socPrime: { platformId, ...schedule } }) {
      const same = await repositories.findOneBy({ platformId });
      if (same !== null)
        throw new AppError('CONFLICT', `The repository ${platformId} of SOC Prime is "${same.name}" here.`);
      const id = randomUUID();
      const columns = gitColumns(schedule, id, { secrets, hosts });
      return insert(actor, name, { ...columns, id, description, platformId, type: RepositoryType.SOC_PRIME });
    },
    canonical(source) {
      const { syncMode: _mode, ...columns } = gitColumns(source, '', { secrets, hosts });
      return { ...source, ...columns };
    },
    async ensureSocPrime(manager, actor, { platformId, name }) {
      const found = await manager.findOneBy(RuleRepository, { platformId });
      if (found !== null) return { repository: found, isNew: false };
      const { maxRemovedPercent, socPrimeIntervalMinutes: intervalMinutes } = await defaults();
      const columns = { type: RepositoryType.SOC_PRIME, platformId, intervalMinutes, maxRemovedPercent };
      const fitting = name.trim().slice(0, 80).trim() || platformId;
      const isTaken = (await manager.findOneBy(RuleRepository, { name: fitting })) !== null;
      const unique = isTaken ? `${fitting} (${platformId.slice(0, 17)})` : fitting;
      const { value } = await insert(actor, unique, { ...columns, description: 'From SOC Prime.' });
      return { repository: value, isNew: true };
    },
    async update(actor, { id, version, name, description, git, schedule }) {
      const before = await getRepository(database.manager, id);
      if (before.version !== version) throw changedMeanwhile('repository', stateOf(before));
      refuseOtherType(before, RepositoryType.GIT, git);
      refuseOtherType(before, RepositoryType.SOC_PRIME, schedule);
      const columns = gitColumns(git ?? schedule ?? {}, id, { secrets, hosts });
      const set = {
        ...withoutForeignToken(before, columns),
        ...columns,
        name: checkName('repository', name ?? before.name),
        description: description ?? before.description,
        version: version + 1,
      };
      return change(database, actor, async ({ manager, publish, audit }) => {
        const { affected } = await onUniqueViolation(
          manager.update(RuleRepository, { id, version }, set),
          nameTaken(set.name),
        );
        if (affected !== 1) throw changedMeanwhile('repository', stateOf(await getRepository(manager, id)));
        const repository = await getRepository(manager, id);
        if (repository.name !== before.name) publish([repositoryRecord(repository)]);
        audit(audited(before, repository, git));
        return repository;
      });
    },
    delete: (actor, id) =>
      change(database, actor, async (whole) => {
        const { manager, publish, audit } = whole;
        await references.lock(manager);
        const [repository] = await lockRepositories(manager, [id], 'UPDATE');
        const query =
          'SELECT p.name FROM pipelines p JOIN pipeline_repositories r ON r.pipeline_id = p.id WHERE r.repository_id = $1';
        refuseInUse('repository', await namesOfUsers(manager, query, id));
        const rules: { id: string }[] = await manager.query('SELECT id FROM rules WHERE repository_id = $1', [
          id,
        ]);
        await manager.delete(RuleRepository, { id });
        audit(audited(repository, undefined));
        publish([
          ...rules.map((rule) => ({ key: configKey('rule', rule.id), value: null })),
          { key: configKey('repository', id), value: null },
        ]);
        await references.dropGone(whole);
        return id;
      }),
    async accessToken({ id, version }) {
      const row = await readSecrets(id);
      if (row?.version !== version)
        throw new AppError('CONFLICT', 'The repository was changed while its token was read. Try again.');
      return open('accessToken', row);
    },
    async webhookSecret(id) {
      const row = await readSecrets(id);
      return row === null ? undefined : open('webhookSecret', row);
    },
    rotateSecrets: () =>
      database.transaction(async (manager) => {
        const old = await withSecrets(manager)
          .where('repository.accessTokenKey = ANY(:keyIds) OR repository.webhookSecretKey = ANY(:keyIds)', {
            keyIds: secrets.oldKeyIds,
          })
          .setLock('pessimistic_write')
          .getMany();
        for (const row of old) {
          const openOld = (name: SecretName): string | undefined =>
            secrets.oldKeyIds.includes(row[`${name}Key`] ?? '') ? open(name, row) : undefined;
          const git = { accessToken: openOld('accessToken'), webhookSecret: openOld('webhookSecret') };
          await manager.update(RuleRepository, { id: row.id }, gitColumns(git, row.id, { secrets, hosts }));
        }
        return old.length;
      }),
  };
}
