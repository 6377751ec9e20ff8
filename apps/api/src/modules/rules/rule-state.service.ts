import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { storableText } from '../../database/storable-text.ts';
import { changedMeanwhile } from '../../database/version-conflict.ts';
import { auditedChange, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import { changeConfiguration, partsOf, type Changed, type MakeChange } from '../outbox/index.ts';
import { lockRepositories } from '../repositories/index.ts';
import { ruleRecord } from './rule-columns.ts';
import type { RuleOverrideService } from './rule-override.service.ts';
import { LEVELS, RuleStage, type Rule } from './rule.entity.ts';

/** What is set of a rule beside its text. */
export type RuleState = Pick<Rule, 'enabled' | 'stage' | 'levelOverride' | 'isPinned'>;

/** A rule without its text. */
export type StatedRule = RuleState & Pick<Rule, 'id' | 'repositoryId' | 'sigmaId' | 'title' | 'version'>;

/** A rule by what it is known by in each installation, where its repository is. */
export type SoughtRule = Pick<Rule, 'repositoryId' | 'sigmaId'>;

/** A rule as it was read, and what is to be set of it. */
export interface RuleStateChange {
  readonly rule: StatedRule;
  readonly state: RuleState;
}

/** The state of a rule that nobody has set. */
export const DEFAULT_STATE: RuleState = {
  enabled: true,
  stage: RuleStage.LIVE,
  levelOverride: null,
  isPinned: false,
};

export interface RuleStateService {
  /** In no order; unknown ids are left out. */
  byIds(ids: readonly string[]): Promise<StatedRule[]>;
  /** In no order; those that there are not are left out. */
  find(sought: readonly SoughtRule[]): Promise<StatedRule[]>;
  /** Those whose state is not the default, in no order. */
  listSet(): Promise<StatedRule[]>;
  /**
   * Sets all of them, or none. Throws CONFLICT where a rule was changed since it was read, or can't be pinned or released;
   * NOT_FOUND where its repository is gone.
   */
  set(actor: Actor, changes: readonly RuleStateChange[]): Promise<Changed<void>>;
}

const ROWS_PER_STATEMENT = 500;
const STATED = `SELECT r.id, r.repository_id AS "repositoryId", r.sigma_id AS "sigmaId", r.title, r.version, r.enabled,
  r.stage, r.level_override AS "levelOverride", r.is_pinned AS "isPinned" FROM rules r`;

/** `overridesFor` makes a service that makes its changes by the given function. */
export function createRuleStateService(
  database: DataSource,
  overridesFor: (change: MakeChange) => RuleOverrideService,
  change: MakeChange = changeConfiguration,
): RuleStateService {
  return {
    byIds: (ids) => database.query(`${STATED} WHERE r.id = ANY ($1::uuid[])`, [ids]),
    find: (sought) =>
      database.query(
        `${STATED} WHERE (r.repository_id, r.sigma_id) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
        [sought.map(({ repositoryId }) => repositoryId), sought.map(({ sigmaId }) => storableText(sigmaId))],
      ),
    listSet: () =>
      database.query(
        `${STATED} WHERE NOT r.enabled OR r.stage <> $1 OR r.level_override IS NOT NULL OR r.is_pinned`,
        [DEFAULT_STATE.stage],
      ),
    set: (actor, changes) =>
      change(database, actor, async (each) => {
        const { manager, publish, audit } = each;
        await lockRules(
          manager,
          changes.map(({ rule }) => rule),
        );
        const shown = changes.filter(({ rule, state }) => isShown(rule, state));
        for (let start = 0; start < shown.length; start += ROWS_PER_STATEMENT)
          publish(await write(manager, shown.slice(start, start + ROWS_PER_STATEMENT)));
        audit(...shown.map(audited));
        const overrides = overridesFor(partsOf(each));
        for (const { rule, state } of changes) {
          if (rule.isPinned === state.isPinned) continue;
          const at = { id: rule.id, version: rule.version + (isShown(rule, state) ? 1 : 0) };
          await told(rule, state.isPinned ? overrides.pin(actor, at) : overrides.unpin(actor, at));
        }
      }),
  };
}

/** Whether more differs than the pin, which is no one's but the synchronisation's. */
function isShown(rule: RuleState, state: RuleState): boolean {
  return (['enabled', 'stage', 'levelOverride'] as const).some((name) => rule[name] !== state[name]);
}

/** Throws CONFLICT where one was changed since it was read. In the order of imports and bulk changes: repositories first. */
async function lockRules(manager: EntityManager, rules: readonly StatedRule[]): Promise<void> {
  await lockRepositories(manager, [...new Set(rules.map(({ repositoryId }) => repositoryId))], 'SHARE');
  const rows: { id: string; version: number }[] = await manager.query(
    'SELECT id, version FROM rules WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
    [rules.map(({ id }) => id)],
  );
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const changed = rules.find(({ id, version }) => versions.get(id) !== version);
  if (changed !== undefined) throw changedMeanwhile(`rule ${changed.sigmaId}`);
}

async function write(manager: EntityManager, changes: readonly RuleStateChange[]) {
  const rows = changes.map(({ rule: { id }, state: { enabled, stage, levelOverride } }) => ({
    ...{ id, enabled, stage, levelOverride },
  }));
  const answer: unknown = await manager.query(
    `UPDATE rules SET enabled = new.enabled, stage = new.stage, level_override = new."levelOverride",
       version = rules.version + 1, updated_at = now()
     FROM json_to_recordset($1::json) AS new (id uuid, enabled boolean, stage text, "levelOverride" smallint)
     WHERE rules.id = new.id
     RETURNING rules.id, repository_id AS "repositoryId", "text", rules.enabled, rules.stage,
       level_override AS "levelOverride"`,
    [JSON.stringify(rows)],
  );
  const [written] = answer as [Parameters<typeof ruleRecord>[0][], number];
  return written.map(ruleRecord);
}

function audited({ rule, state }: RuleStateChange): AuditedChange {
  const before = { ...rule, name: rule.title };
  return auditedChange(
    AuditObject.RULE,
    before,
    { ...before, ...state },
    ({ enabled, stage, levelOverride }) => ({
      ...{ enabled, stage, levelOverride: levelOverride === null ? null : LEVELS[levelOverride] },
    }),
  );
}

/** Throws what the work is refused for, with the rule. */
async function told(rule: StatedRule, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `rule ${rule.sigmaId}: ${error.message}`, error.details, { cause: error });
  }
}
