import { CONFIG_SCHEMA_VERSION, configKey, encodeMessage, repositoryMessage } from '@sluice/contracts';
import type { DataSource } from 'typeorm';
import { In } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { checkName } from '../../database/name.ts';
import { namesOfUsers, refuseInUse } from '../../database/use-guard.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { isUuid } from '../../database/uuid.ts';
import { auditedChange, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import { changeConfiguration, type Changed } from '../outbox/index.ts';
import { lockRepositories } from './lock-repositories.ts';
import { RepositoryType, RuleRepository } from './repository.entity.ts';

export interface RepositoryService {
  list(): Promise<RuleRepository[]>;
  /** In no order; unknown ids are left out. */
  byIds(ids: readonly string[]): Promise<RuleRepository[]>;
  findByName(name: string): Promise<RuleRepository | null>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<RuleRepository>;
  /** Throws CONFLICT where the name is taken. */
  create(
    actor: Actor,
    input: { readonly name: string; readonly description: string },
  ): Promise<Changed<RuleRepository>>;
  /** Deletes the rules too. Throws CONFLICT where a pipeline uses it. */
  delete(actor: Actor, id: string): Promise<Changed<string>>;
}

function audited(before: RuleRepository | undefined, after: RuleRepository | undefined): AuditedChange {
  const facts = ({ name, type, description }: RuleRepository) => ({ name, type, description });
  return auditedChange(AuditObject.REPOSITORY, before, after, facts);
}

export function createRepositoryService(database: DataSource): RepositoryService {
  const repositories = database.getRepository(RuleRepository);

  async function get(id: string): Promise<RuleRepository> {
    const repository = isUuid(id) ? await repositories.findOneBy({ id }) : null;
    if (repository === null) throw new AppError('NOT_FOUND', `There is no repository with id ${id}.`);
    return repository;
  }

  return {
    list: () => repositories.find({ order: { name: 'ASC' } }),
    byIds: (ids) => repositories.findBy({ id: In(ids.filter(isUuid)) }),
    findByName: (name) => repositories.findOneBy({ name }),
    get,
    create: (actor, { name, description }) =>
      changeConfiguration(database, actor, async ({ manager, publish, audit }) => {
        const trimmed = checkName('repository', name);
        const repository = await onUniqueViolation(
          manager.save(
            manager.create(RuleRepository, { name: trimmed, description, type: RepositoryType.LOCAL }),
          ),
          () =>
            new AppError('CONFLICT', `A repository named "${trimmed}" exists already. Choose another name.`),
        );
        const value = encodeMessage(repositoryMessage, {
          schemaVersion: CONFIG_SCHEMA_VERSION,
          id: repository.id,
          name: repository.name,
        });
        publish([{ key: configKey('repository', repository.id), value }]);
        audit(audited(undefined, repository));
        return repository;
      }),
    delete: (actor, id) =>
      changeConfiguration(database, actor, async ({ manager, publish, audit }) => {
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
        return id;
      }),
  };
}
