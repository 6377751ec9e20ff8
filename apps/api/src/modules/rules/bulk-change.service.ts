import { configKey } from '@sluice/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { sql, type Sql } from '../../database/sql.ts';
import { AuditAction, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import {
  changeConfiguration,
  rehearseConfiguration,
  type Change,
  type ConfigRecord,
  type MakeChange,
} from '../outbox/index.ts';
import {
  lockRepositories,
  RepositoryType,
  requireLocal,
  type RuleReferences,
  type RuleRepository,
} from '../repositories/index.ts';
import { ruleRecord } from './rule-columns.ts';
import {
  checkRuleSelection,
  checkSelectedCount,
  MAX_SELECTED_RULES,
  selectionCondition,
  type RuleSelection,
} from './rule-selection.ts';
import { LEVELS, type Rule, type RuleStage } from './rule.entity.ts';

/** What is undefined stays as it is. */
export type RuleSettings = {
  readonly enabled?: boolean | undefined;
  readonly stage?: RuleStage | undefined;
  /** Index into LEVELS; null: as the text says. */
  readonly levelOverride?: number | null | undefined;
  /** The LOCAL repository that they are moved to. */
  readonly repositoryId?: string | undefined;
};

export type BulkChange =
  { readonly kind: 'delete' } | { readonly kind: 'set'; readonly settings: RuleSettings };

/** What became of one rule. */
export interface BulkOutcome {
  readonly ruleId: string;
  /** Undefined where there is no such rule. */
  readonly title: string | undefined;
  readonly outcome: 'CHANGED' | 'DELETED' | 'UNCHANGED' | 'REFUSED';
  /** Why it was refused. */
  readonly reason: string | undefined;
}

export interface BulkReport {
  readonly outcomes: readonly BulkOutcome[];
  /** The revision that holds the change; the current one where nothing changed, or it was a dry run. */
  readonly revision: number;
}

export interface BulkChangeService {
  /**
   * Changes each rule of the selection that can be, all in one revision; a refused one keeps none of the others out. A dry
   * run does the same, and takes it back. Throws BAD_USER_INPUT where there is nothing to change or too much, NOT_FOUND
   * and CONFLICT for the repository that rules are moved to.
   */
  change(actor: Actor, selection: RuleSelection, change: BulkChange, isDryRun: boolean): Promise<BulkReport>;
}

const ROWS_PER_STATEMENT = 500;
/** Rules that an entry of the audit log names. */
const MAX_NAMED = 1_000;

type SelectedRule = Pick<
  Rule,
  'id' | 'repositoryId' | 'sigmaId' | 'title' | 'enabled' | 'stage' | 'levelOverride'
>;

function selectionQuery(selection: RuleSelection, repositoryIds?: readonly string[]): Sql {
  return sql((bind) => {
    const condition = selectionCondition(selection, bind);
    // Without the repositories, which are locked first: imports do it in this order too.
    if (repositoryIds === undefined)
      return `SELECT DISTINCT r.repository_id AS id FROM rules r WHERE ${condition}`;
    return `SELECT r.id, r.repository_id AS "repositoryId", r.sigma_id AS "sigmaId", r.title, r.enabled, r.stage,
        r.level_override AS "levelOverride" FROM rules r
      WHERE ${condition} AND r.repository_id = ANY (${bind(repositoryIds)}::uuid[]) ORDER BY r.id LIMIT ${MAX_SELECTED_RULES + 1} FOR UPDATE`;
  });
}

function isSame(rule: SelectedRule, settings: RuleSettings): boolean {
  const wanted = { ...settings, repositoryId: settings.repositoryId?.toLowerCase() };
  return (['enabled', 'stage', 'levelOverride', 'repositoryId'] as const).every(
    (name) => wanted[name] === undefined || wanted[name] === rule[name],
  );
}

/** Sigma ids that the repository has, and so takes no more. */
async function takenIds(manager: EntityManager, repositoryId: string): Promise<Set<string>> {
  const rows: { id: string }[] = await manager.query(
    'SELECT sigma_id AS id FROM rules WHERE repository_id = $1',
    [repositoryId],
  );
  return new Set(rows.map(({ id }) => id));
}

function audited(change: BulkChange, rules: readonly SelectedRule[]): AuditedChange {
  const named = { count: rules.length, ruleIds: rules.slice(0, MAX_NAMED).map(({ id }) => id) };
  const what = { objectType: AuditObject.RULE, objectId: null, objectName: `${rules.length} rules` };
  if (change.kind === 'delete') return { ...what, action: AuditAction.DELETE, before: named };
  const { levelOverride, ...settings } = change.settings;
  const level = typeof levelOverride === 'number' ? LEVELS[levelOverride] : levelOverride;
  const after = Object.entries({ ...settings, levelOverride: level }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...what, action: AuditAction.UPDATE, after: { ...Object.fromEntries(after), ...named } };
}

async function write(
  manager: EntityManager,
  change: BulkChange,
  ids: readonly string[],
): Promise<ConfigRecord[]> {
  if (change.kind === 'delete') {
    await manager.query('DELETE FROM rules WHERE id = ANY ($1)', [ids]);
    return ids.map((id) => ({ key: configKey('rule', id), value: null }));
  }
  const { enabled, stage, levelOverride, repositoryId } = change.settings;
  const answer: unknown = await manager.query(
    `UPDATE rules SET enabled = coalesce($2, enabled), stage = coalesce($3, stage),
       level_override = CASE WHEN $4 THEN $5 ELSE level_override END,
       repository_id = coalesce($6, repository_id), version = version + 1, updated_at = now()
     WHERE id = ANY ($1)
     RETURNING id, repository_id AS "repositoryId", "text", enabled, stage, level_override AS "levelOverride"`,
    [ids, enabled, stage, levelOverride !== undefined, levelOverride ?? null, repositoryId],
  );
  const [rows] = answer as [Parameters<typeof ruleRecord>[0][], number];
  return rows.map(ruleRecord);
}

/** Tells for each rule why it can't be changed; undefined where it can. */
function refusalOf(
  change: BulkChange,
  repositories: ReadonlyMap<string, RuleRepository>,
  taken: Set<string>,
  target: string | undefined,
): (rule: SelectedRule) => string | undefined {
  return ({ repositoryId, sigmaId }) => {
    // Who is there already is not moved.
    const isMoved = target !== undefined && repositoryId !== target;
    if (!isMoved && change.kind === 'set') return undefined;
    const from = repositories.get(repositoryId);
    if (from?.type !== RepositoryType.LOCAL)
      return `The rules of "${from?.name ?? repositoryId}" come from elsewhere: the next sync would bring it back. Disable it instead.`;
    if (!isMoved) return undefined;
    if (taken.has(sigmaId)) return `The repository has a rule with the id ${sigmaId} already.`;
    taken.add(sigmaId);
    return undefined;
  };
}

async function work(
  whole: Change,
  references: RuleReferences,
  selection: RuleSelection,
  change: BulkChange,
): Promise<BulkOutcome[]> {
  const { manager, publish, audit } = whole;
  if (change.kind === 'delete') await references.lock(manager);
  const ask = <Row>({ text, values }: Sql): Promise<Row[]> => manager.query(text, [...values]);
  const target = change.kind === 'set' ? change.settings.repositoryId?.toLowerCase() : undefined;
  const sources = await ask<{ id: string }>(selectionQuery(selection));
  const repositoryIds = [
    ...new Set([...sources.map(({ id }) => id), ...(target === undefined ? [] : [target])]),
  ];
  const locked = await lockRepositories(manager, repositoryIds, target === undefined ? 'SHARE' : 'UPDATE');
  const repositories = new Map(locked.map((repository) => [repository.id, repository]));
  const into = target === undefined ? undefined : repositories.get(target);
  if (into !== undefined) requireLocal(into);

  const rules = await ask<SelectedRule>(selectionQuery(selection, repositoryIds));
  checkSelectedCount(rules.length);
  const taken = into === undefined ? new Set<string>() : await takenIds(manager, into.id);
  const refusal = refusalOf(change, repositories, taken, target);
  const changed: SelectedRule[] = [];
  const outcomes = rules.map((rule): BulkOutcome => {
    const { id: ruleId, title } = rule;
    if (change.kind === 'set' && isSame(rule, change.settings))
      return { ruleId, title, outcome: 'UNCHANGED', reason: undefined };
    const reason = refusal(rule);
    if (reason !== undefined) return { ruleId, title, outcome: 'REFUSED', reason };
    changed.push(rule);
    return { ruleId, title, outcome: change.kind === 'delete' ? 'DELETED' : 'CHANGED', reason };
  });
  for (let start = 0; start < changed.length; start += ROWS_PER_STATEMENT) {
    const ids = changed.slice(start, start + ROWS_PER_STATEMENT).map(({ id }) => id);
    publish(await write(manager, change, ids));
  }
  if (changed.length > 0) audit(audited(change, changed));
  if (change.kind === 'delete') await references.dropGone(whole);
  return [...missing(selection, rules), ...outcomes.toSorted(byTitle)];
}

function byTitle(left: BulkOutcome, right: BulkOutcome): number {
  return (left.title ?? '') < (right.title ?? '') ? -1 : 1;
}

function missing(selection: RuleSelection, found: readonly SelectedRule[]): BulkOutcome[] {
  if (selection.kind === 'filter') return [];
  const known = new Set(found.map(({ id }) => id));
  return [...new Set(selection.ids)]
    .filter((id) => !known.has(id.toLowerCase()))
    .map((ruleId) => {
      const reason = 'There is no rule with this id. It may have been deleted.';
      return { ruleId, title: undefined, outcome: 'REFUSED', reason };
    });
}

export function createBulkChangeService(
  database: DataSource,
  references: RuleReferences,
  changeReally: MakeChange = changeConfiguration,
): BulkChangeService {
  return {
    async change(actor, selection, change, isDryRun) {
      checkRuleSelection(selection);
      if (change.kind === 'set' && Object.values(change.settings).every((value) => value === undefined))
        throw new AppError(
          'BAD_USER_INPUT',
          'Nothing is to be changed. Give at least one field of "change".',
        );
      const make = isDryRun ? rehearseConfiguration : changeReally;
      const { value, revision } = await make(database, actor, (each) =>
        work(each, references, selection, change),
      );
      return { outcomes: value, revision };
    },
  };
}
