import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';
import { AuditAction, AuditObject, systemActor, writeAudit, type Actor } from '../audit/index.ts';
import { lockRepositories, type RepositoryService } from '../repositories/index.ts';
import { GONE, tryRules, type FileReport, type RuleImportService } from '../rules/index.ts';
import { SyncChange, SyncChangeKind } from './sync-change.entity.ts';

/** A change that waits or was rejected, with the text that the rule has, and its stored tests that fail with upstream's. */
export type SyncChangeToReview = SyncChange & {
  readonly before: string | null;
  readonly failingTests: readonly string[];
};

/** Which changes of a repository: those that are named, or all that wait. */
export interface SomeSyncChanges {
  readonly repositoryId: string;
  readonly ids: readonly string[] | null;
}

/** What runs found in mode REVIEW, and people decide upon. All or none is done. */
export interface SyncChangeService {
  /** By path. Throws BAD_USER_INPUT for a page that is too large. */
  page(
    repositoryId: string,
    isRejected: boolean,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly items: readonly SyncChangeToReview[]; readonly totalCount: number }>;
  /** Makes rules what upstream has; rejected changes that are named too. Throws NOT_FOUND; CONFLICT where one waits no longer. */
  accept(
    actor: Actor,
    some: SomeSyncChanges,
  ): Promise<{ readonly files: readonly FileReport[]; readonly revision: number }>;
  /** They come back only where upstream changes the rules again; returns how many. Throws as `accept`. */
  reject(actor: Actor, some: SomeSyncChanges): Promise<number>;
  /**
   * Keeps the rules as they are, whatever upstream does; returns how many. Of all that wait, those whose rules are here. Throws as
   * `accept`; BAD_USER_INPUT where a rule that is named is not here.
   */
  pin(actor: Actor, some: SomeSyncChanges): Promise<number>;
}

const MAX_PAGE = 100;
/** Ids that an entry of the audit log names. */
const MAX_NAMED = 1_000;

const PAGE = `
  SELECT c.id, c.repository_id AS "repositoryId", c.rule_id AS "ruleId", c.kind, c.sigma_id AS "sigmaId", c.path, c.title,
    c."text", c.found_at AS "foundAt", c.is_rejected AS "isRejected", c.rejected_by AS "rejectedBy", r."text" AS before
  FROM sync_changes c LEFT JOIN rules r ON r.id = c.rule_id
  WHERE c.repository_id = $1 AND c.is_rejected = $2 ORDER BY c.path, c.id LIMIT $3 OFFSET $4`;

export function createSyncChangeService(
  database: DataSource,
  repositories: RepositoryService,
  importer: RuleImportService,
): SyncChangeService {
  const waitsNoLonger = (): AppError =>
    new AppError(
      'CONFLICT',
      'Some of these changes wait no longer: they were decided upon, or a newer run found others. Look again.',
    );

  async function find(manager: EntityManager, { repositoryId, ids }: SomeSyncChanges): Promise<SyncChange[]> {
    const query = manager
      .createQueryBuilder(SyncChange, 'change')
      .where({ repositoryId })
      .orderBy('change.path');
    if (ids === null) return query.andWhere('NOT change.isRejected').getMany();
    const unique = [...new Set(ids)];
    if (!unique.every(isUuid)) throw waitsNoLonger();
    const found = await query.andWhere('change.id = ANY(:ids)', { ids: unique }).getMany();
    if (found.length !== unique.length) throw waitsNoLonger();
    return found;
  }

  /** What is decided upon is taken away by exactly one. */
  async function claim(manager: EntityManager, changes: readonly SyncChange[]): Promise<void> {
    const answer: unknown = await manager.query('DELETE FROM sync_changes WHERE id = ANY($1)', [
      changes.map(({ id }) => id),
    ]);
    const [, count] = answer as [unknown, number];
    if (count !== changes.length) throw waitsNoLonger();
  }

  async function decide(
    actor: Actor,
    some: SomeSyncChanges,
    step: 'reject' | 'pin',
    work: (manager: EntityManager, changes: readonly SyncChange[]) => Promise<void>,
    isMeant: (change: SyncChange) => boolean = () => true,
  ): Promise<number> {
    const { id, name } = await repositories.get(some.repositoryId);
    return database.transaction(async (manager) => {
      await lockRepositories(manager, [id], 'UPDATE');
      const found = await find(manager, some);
      const changes = some.ids === null ? found.filter(isMeant) : found;
      if (changes.length === 0) return 0;
      await work(manager, changes);
      const named = changes.slice(0, MAX_NAMED).map(({ sigmaId }) => sigmaId);
      const object = { objectType: AuditObject.REPOSITORY, objectId: id, objectName: name };
      const after = { step, count: changes.length, rules: named };
      await writeAudit(manager, actor, [{ ...object, action: AuditAction.SYNC, after }]);
      return changes.length;
    });
  }

  async function pinRules(manager: EntityManager, changes: readonly SyncChange[]): Promise<void> {
    const added = changes.find((change) => !hasRule(change));
    if (added !== undefined)
      throw new AppError(
        'BAD_USER_INPUT',
        `The rule of ${added.path} is not here, so that it can't be kept: reject it.`,
      );
    await manager.query(
      `UPDATE rules SET is_pinned = true, upstream_text = coalesce(c."text", '${GONE}'), version = rules.version + 1
       FROM sync_changes c WHERE c.id = ANY($1) AND rules.id = c.rule_id`,
      [changes.map(({ id }) => id)],
    );
    await claim(manager, changes);
  }

  return {
    async page(repositoryId, isRejected, { limit, offset }) {
      if (limit < 1 || limit > MAX_PAGE || offset < 0)
        throw new AppError('BAD_USER_INPUT', `A page has 1 to ${MAX_PAGE} changes and begins at 0 or later.`);
      await repositories.get(repositoryId);
      const found: Omit<SyncChangeToReview, 'failingTests'>[] = await database.query(PAGE, [
        repositoryId,
        isRejected,
        limit,
        offset,
      ]);
      const totalCount = await database.manager.countBy(SyncChange, { repositoryId, isRejected });
      const written = found.flatMap(({ ruleId, text }) =>
        ruleId === null || text === null ? [] : [{ id: ruleId, text }],
      );
      const { failing } = await tryRules(database.manager, written);
      const namesOf = (ruleId: string | null): readonly string[] =>
        ((ruleId === null ? undefined : failing.get(ruleId)) ?? []).map(({ name }) => name);
      return { items: found.map((each) => ({ ...each, failingTests: namesOf(each.ruleId) })), totalCount };
    },
    async accept(actor, some) {
      const { id } = await repositories.get(some.repositoryId);
      const changes = await find(database.manager, some);
      return importer.accept(actor, id, {
        author: systemActor('sync').name,
        files: changes.flatMap(({ path, text }) =>
          text === null ? [] : [{ ok: true, path, text } as const],
        ),
        removedSigmaIds: new Set(
          changes.flatMap(({ kind, sigmaId }) => (kind === SyncChangeKind.REMOVED ? [sigmaId] : [])),
        ),
        claim: (manager) => claim(manager, changes),
      });
    },
    reject: (actor, some) =>
      decide(actor, some, 'reject', async (manager, changes) => {
        const ids = changes.map(({ id }) => id);
        const set = { isRejected: true, rejectedBy: actor.name };
        await manager
          .createQueryBuilder()
          .update(SyncChange)
          .set(set)
          .where('id = ANY(:ids)', { ids })
          .execute();
      }),
    pin: (actor, some) => decide(actor, some, 'pin', pinRules, hasRule),
  };
}

function hasRule({ kind }: SyncChange): boolean {
  return kind !== SyncChangeKind.ADDED;
}
