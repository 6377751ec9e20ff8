import type { Diagnostic } from '@sluice/diagnostics';
import { configKey } from '@sluice/contracts';
import { parseRule, type SigmaRule } from '@sluice/sigma';
import { lint } from '@sluice/sigma/lint';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { checkPage, type Page } from '../../database/list-rows.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import type { Sql } from '../../database/sql.ts';
import { isUuid } from '../../database/uuid.ts';
import { lockRows } from '../../database/lock-rows.ts';
import { auditedChange, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import { changeConfiguration, type Changed, type MakeChange } from '../outbox/index.ts';
import {
  lockRepositories,
  requireLocal,
  type RepositoryService,
  type RuleReferences,
} from '../repositories/index.ts';
import { keepVersions } from './keep-versions.ts';
import { columnsHaveNul, ruleColumns, ruleRecord, type RuleColumns } from './rule-columns.ts';
import { changedMeanwhile, type CurrentState } from '../../database/version-conflict.ts';
import { withDayHits } from './day-hits.ts';
import type { RuleFilter } from './rule-filter.ts';
import type { RuleHitsService } from '../metrics/index.ts';
import type { RuleFacetService } from './rule-facets.service.ts';
import { firstOnesQuery, orderOf, pageQuery, type RuleSortKey } from './rule-query.ts';
import { LEVELS, Rule, RuleStage, type ListedRule, type RuleTexts } from './rule.entity.ts';
import { failureDiagnostics } from './failing-tests.ts';
import { keepOutcomes, tryRules, type FailingTest } from './try-rules.ts';
import { upstreamAfterEdit } from './rule-upstream.ts';

export interface RuleUpdate {
  readonly id: string;
  /** The version that was edited. */
  readonly version: number;
  readonly text?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly stage?: RuleStage | undefined;
  /** Index into LEVELS; null: as the text says. */
  readonly levelOverride?: number | null | undefined;
  /** Whether a text that stored tests fail with is taken. */
  readonly allowFailingTests?: boolean | undefined;
}

/** A rule that was written, or what is wrong with its text: stored tests that fail with it, too. */
export type WrittenRule =
  | {
      readonly kind: 'written';
      readonly rule: Rule;
      readonly revision: number;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

export interface RuleService {
  page(
    filter: RuleFilter,
    sort: RuleSortKey,
    page: Page,
  ): Promise<{ items: ListedRule[]; totalCount: number }>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<Rule>;
  byIds(ids: readonly string[]): Promise<ListedRule[]>;
  textsByIds(ids: readonly string[]): Promise<(RuleTexts & Pick<Rule, 'id'>)[]>;
  /** Rules by repository; repositories without rules are left out. */
  countByRepository(repositoryIds: readonly string[]): Promise<Map<string, number>>;
  countAll(): Promise<number>;
  /** What the parser and lint rules find. */
  validate(text: string): readonly Diagnostic[];
  /** Throws NOT_FOUND for the repository, CONFLICT where it has a rule with this Sigma id. */
  create(actor: Actor, repositoryId: string, text: string, stage?: RuleStage): Promise<WrittenRule>;
  /** Throws NOT_FOUND; CONFLICT where the rule was changed since, or its new Sigma id is taken. */
  update(actor: Actor, update: RuleUpdate): Promise<WrittenRule>;
  /** Throws NOT_FOUND; CONFLICT where a sync would bring it back. */
  delete(actor: Actor, id: string): Promise<Changed<string>>;
}

function storableColumns(rule: SigmaRule, text: string): RuleColumns {
  const columns = ruleColumns(rule, text);
  if (!columnsHaveNul(columns)) return columns;
  throw new AppError(
    'BAD_USER_INPUT',
    'The rule holds the character U+0000, which can not be stored. Remove it.',
  );
}

function audited(before: Rule | undefined, after: Rule | undefined): AuditedChange {
  const named = (rule: Rule | undefined) => rule && { ...rule, name: rule.title };
  return auditedChange(
    AuditObject.RULE,
    named(before),
    named(after),
    ({ text, enabled, stage, levelOverride }) => ({
      text,
      enabled,
      stage,
      levelOverride: levelOverride === null ? null : LEVELS[levelOverride],
    }),
  );
}

function stateOf({ version, text, enabled, stage, levelOverride }: Rule): CurrentState {
  const level = levelOverride === null ? null : LEVELS[levelOverride];
  return { version, text, enabled, stage, levelOverride: level };
}

async function currentState(manager: EntityManager, id: string): Promise<CurrentState | undefined> {
  const rule = await manager.findOneBy(Rule, { id });
  return rule === null ? undefined : stateOf(rule);
}

export interface RuleServiceDependencies {
  readonly database: DataSource;
  readonly repositories: RepositoryService;
  readonly facets: RuleFacetService;
  readonly hits: RuleHitsService;
  readonly references: RuleReferences;
  readonly change?: MakeChange;
}

export function createRuleService({
  database,
  repositories,
  facets,
  hits,
  references,
  change = changeConfiguration,
}: RuleServiceDependencies): RuleService {
  const rules = database.getRepository(Rule);

  async function get(id: string): Promise<Rule> {
    const rule = isUuid(id) ? await rules.findOneBy({ id }) : null;
    if (rule === null)
      throw new AppError('NOT_FOUND', `There is no rule with id ${id}. It may have been deleted.`);
    return rule;
  }

  async function readIds({ text, values }: Sql): Promise<string[]> {
    const rows: { id: string }[] = await database.query(text, [...values]);
    return rows.map(({ id }) => id);
  }

  /** Reading the texts of a page takes Postgres longer than finding it. */
  async function listedByIds(ids: readonly string[]): Promise<ListedRule[]> {
    const columns = rules.metadata.columns.filter(({ isSelect }) => isSelect);
    const listed = columns.filter(
      ({ propertyName }) => propertyName !== 'text' && propertyName !== 'upstreamText',
    );
    const { entities, raw } = await rules
      .createQueryBuilder('rule')
      .select(listed.map(({ propertyName }) => `rule.${propertyName}`))
      .addSelect('octet_length(rule.upstreamText)', 'upstream_length')
      .where({ id: In([...ids]) })
      .getRawAndEntities<{ upstream_length: number | null }>();
    return entities.map((rule, index) => {
      const length = raw[index]?.upstream_length ?? null;
      return { ...rule, isOverridden: length !== null, isGoneUpstream: length === 0 };
    });
  }

  async function pageIds(asked: RuleFilter, sort: RuleSortKey, page: Page): Promise<string[]> {
    const isByHits = sort === 'HITS' || asked.hits !== undefined;
    const matches = isByHits ? await hits.matchesLast24Hours() : new Map<string, number>();
    const filter = withDayHits(asked, matches);
    const order = orderOf(sort, sort === 'TRIES' ? (await hits.triesLast24Hours()).byRule : matches);
    const first = firstOnesQuery(filter, order, page);
    const firstIds = first === undefined ? [] : await readIds(first);
    if (firstIds.length === page.limit) return firstIds;
    return readIds(pageQuery(filter, order, page));
  }

  const idTaken = (sigmaId: string) => (): AppError =>
    new AppError(
      'CONFLICT',
      `The repository has another rule with the id ${sigmaId}. Give this rule its own id.`,
    );

  return {
    async page(filter, sort, { limit, offset }) {
      const page = { limit, offset };
      checkPage(page);
      const { total, ids: known } = await facets.page(filter, sort, page);
      if (total <= offset) return { items: [], totalCount: total };
      const ids = known ?? (await pageIds(filter, sort, page));
      const found = new Map((await listedByIds(ids)).map((rule) => [rule.id, rule]));
      return { items: ids.flatMap((id) => found.get(id) ?? []), totalCount: total };
    },
    get,
    byIds: listedByIds,
    textsByIds: (ids) =>
      rules.find({ select: { id: true, text: true, upstreamText: true }, where: { id: In([...ids]) } }),
    async countByRepository(repositoryIds) {
      const rows: { id: string; count: string }[] = await rules
        .createQueryBuilder('rule')
        .select('rule.repositoryId', 'id')
        .addSelect('count(*)', 'count')
        .where({ repositoryId: In([...repositoryIds]) })
        .groupBy('rule.repositoryId')
        .getRawMany();
      return new Map(rows.map(({ id, count }) => [id, Number(count)]));
    },
    countAll: async () => (await facets.count({})).total,
    validate: (text) => lint(text),
    async create(actor, repositoryId, text, stage = RuleStage.LIVE) {
      requireLocal(await repositories.get(repositoryId));
      const parsed = parseRule(text);
      if (!parsed.ok) return { kind: 'refused', diagnostics: parsed.diagnostics };
      const columns = storableColumns(parsed.value, text);
      const { value, revision } = await change(database, actor, async ({ manager, publish, audit }) => {
        await lockRepositories(manager, [repositoryId], 'SHARE');
        const path = `${columns.sigmaId}.yml`;
        const created = manager.create(Rule, {
          ...columns,
          ...{
            repositoryId,
            path,
            stage,
            levelOverride: null,
            enabled: true,
            version: 1,
            textBy: actor.name,
          },
        });
        const rule = await onUniqueViolation(manager.save(created), idTaken(columns.sigmaId));
        publish([ruleRecord(rule)]);
        audit(audited(undefined, rule));
        return rule;
      });
      return { kind: 'written', rule: value, revision, diagnostics: parsed.diagnostics };
    },
    async update(actor, { id, version, text, enabled, stage, levelOverride, allowFailingTests = false }) {
      const before = await get(id);
      if (before.version !== version) throw changedMeanwhile('rule', stateOf(before));
      const parsed = parseRule(text ?? before.text);
      if (!parsed.ok) return { kind: 'refused', diagnostics: parsed.diagnostics };
      const columns = storableColumns(parsed.value, text ?? before.text);
      const upstream = upstreamAfterEdit(await repositories.get(before.repositoryId), before, columns);
      let failing: readonly FailingTest[] = [];
      const { value, revision } = await change(database, actor, async ({ manager, publish, audit }) => {
        const isRetold = columns.text !== before.text;
        if (isRetold) {
          const locked = await manager.findOne(Rule, {
            where: { id, version },
            lock: { mode: 'pessimistic_write' },
          });
          if (locked === null) throw changedMeanwhile('rule', await currentState(manager, id));
          const outcomes = await tryRules(manager, [{ id, text: columns.text }]);
          failing = outcomes.failing.get(id) ?? [];
          if (failing.length > 0 && !allowFailingTests) return undefined;
          await keepOutcomes(manager, outcomes);
          await keepVersions(manager, [id]);
        }
        const set = {
          ...columns,
          ...upstream,
          ...(isRetold ? { textBy: actor.name, textAt: () => 'now()' } : {}),
          enabled: enabled ?? before.enabled,
          stage: stage ?? before.stage,
          levelOverride: levelOverride === undefined ? before.levelOverride : levelOverride,
          version: version + 1,
        };
        const { affected } = await onUniqueViolation(
          manager.update(Rule, { id, version }, set),
          idTaken(columns.sigmaId),
        );
        if (affected !== 1) throw changedMeanwhile('rule', await currentState(manager, id));
        const rule = await manager.findOneByOrFail(Rule, { id });
        publish([ruleRecord(rule)]);
        audit(audited(before, rule));
        return rule;
      });
      const severity = value === undefined ? 'error' : 'warning';
      const diagnostics = [...failureDiagnostics(failing, severity), ...parsed.diagnostics];
      if (value === undefined) return { kind: 'refused', diagnostics };
      return { kind: 'written', rule: value, revision, diagnostics };
    },
    delete: (actor, id) =>
      change(database, actor, async (whole) => {
        const { manager, publish, audit } = whole;
        await references.lock(manager);
        const [rule] = await lockRows(manager, { entity: Rule, what: 'rule' }, [id], 'UPDATE');
        // The next sync would bring it back.
        if (rule !== undefined) requireLocal(await repositories.get(rule.repositoryId));
        await manager.delete(Rule, { id });
        audit(audited(rule, undefined));
        publish([{ key: configKey('rule', id), value: null }]);
        await references.dropGone(whole);
        return id;
      }),
  };
}
