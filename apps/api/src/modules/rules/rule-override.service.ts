import { parseRule } from '@sluice/sigma';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { changedMeanwhile, type CurrentState } from '../../database/version-conflict.ts';
import { auditedChange, AuditObject, systemActor, type Actor } from '../audit/index.ts';
import { changeConfiguration, type Changed, type MakeChange } from '../outbox/index.ts';
import { RepositoryType, type RepositoryService } from '../repositories/index.ts';
import { keepVersions } from './keep-versions.ts';
import { ruleColumns, ruleRecord } from './rule-columns.ts';
import { Rule } from './rule.entity.ts';
import type { RuleService } from './rule.service.ts';
import { GONE } from './rule-upstream.ts';
import { keepOutcomes, tryRules } from './try-rules.ts';

/** Which rule, and the version of it that was looked at. */
export interface RuleAt {
  readonly id: string;
  readonly version: number;
}

/** Texts that are kept against upstream. All throw NOT_FOUND; CONFLICT where the rule was changed since, or is not as it must be. */
export interface RuleOverrideService {
  /** The text stays as it is, whatever upstream does. */
  pin(actor: Actor, rule: RuleAt): Promise<Changed<Rule>>;
  /** A text that upstream wrote follows upstream again; one that was edited here stays an override. */
  unpin(actor: Actor, rule: RuleAt): Promise<Changed<Rule>>;
  /** Takes upstream's text. */
  drop(actor: Actor, rule: RuleAt): Promise<Changed<Rule>>;
  /** The text has become upstream's: it was sent there. */
  settle(actor: Actor, rule: RuleAt): Promise<Changed<Rule>>;
}

/** Who writes what upstream has. */
const SYNC = systemActor('sync').name;

export function createRuleOverrideService(
  database: DataSource,
  repositories: RepositoryService,
  rules: RuleService,
  make: MakeChange = changeConfiguration,
): RuleOverrideService {
  async function change(
    actor: Actor,
    { id, version }: RuleAt,
    work: (before: Rule, manager: EntityManager) => Promise<Partial<Rule>>,
  ): Promise<Changed<Rule>> {
    const { repositoryId } = await rules.get(id);
    const { type, name } = await repositories.get(repositoryId);
    if (type === RepositoryType.LOCAL)
      throw new AppError('CONFLICT', `"${name}" is LOCAL: its rules are kept against nobody.`);
    return make(database, actor, async ({ manager, publish, audit }) => {
      const before = await manager.findOne(Rule, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (before?.version !== version)
        throw changedMeanwhile('rule', before === null ? undefined : stateOf(before));
      await manager.update(Rule, { id }, { ...(await work(before, manager)), version: version + 1 });
      const rule = await manager.findOneByOrFail(Rule, { id });
      if (rule.text !== before.text) publish([ruleRecord(rule)]);
      audit(
        auditedChange(AuditObject.RULE, named(before), named(rule), ({ text, isPinned, upstreamText }) => ({
          ...{ text, isPinned, overridden: upstreamText !== null },
        })),
      );
      return rule;
    });
  }

  async function follow({ id, upstreamText }: Rule, manager: EntityManager): Promise<Partial<Rule>> {
    const released = { upstreamText: null, isPinned: false };
    if (upstreamText === null) return released;
    const parsed = parseRule(upstreamText);
    if (!parsed.ok)
      throw new AppError('CONFLICT', "Upstream's text is no valid rule any more. Sync the repository first.");
    await keepOutcomes(manager, await tryRules(manager, [{ id, text: upstreamText }]));
    await keepVersions(manager, [id]);
    const textAt = new Date();
    return { ...released, ...ruleColumns(parsed.value, upstreamText), textBy: SYNC, textAt };
  }

  return {
    pin: (actor, at) =>
      change(actor, at, ({ isPinned }) => {
        if (isPinned) throw new AppError('CONFLICT', 'The rule is pinned already.');
        return Promise.resolve({ isPinned: true });
      }),
    unpin: (actor, at) =>
      change(actor, at, (before, manager) => {
        if (!before.isPinned) throw new AppError('CONFLICT', 'The rule is not pinned.');
        if (before.textBy !== SYNC) return Promise.resolve({ isPinned: false });
        // A rule that upstream has no more goes with the next run that reads everything.
        if (before.upstreamText === GONE) return Promise.resolve({ isPinned: false, upstreamText: null });
        return follow(before, manager);
      }),
    drop: (actor, at) =>
      change(actor, at, (before, manager) => {
        if (before.upstreamText === null)
          throw new AppError('CONFLICT', "The rule's text is upstream's already.");
        if (before.upstreamText === GONE)
          throw new AppError('CONFLICT', 'Upstream has the rule no more. Delete it here, or keep it.');
        return follow(before, manager);
      }),
    settle: (actor, at) => change(actor, at, () => Promise.resolve({ upstreamText: null })),
  };
}

function stateOf({ version, text, isPinned, upstreamText }: Rule): CurrentState {
  return { version, text, isPinned, overridden: upstreamText !== null };
}

function named(rule: Rule): Rule & { readonly name: string } {
  return { ...rule, name: rule.title };
}
