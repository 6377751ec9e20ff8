import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import type { Actor } from '../audit/index.ts';
import { RuleVersion } from './rule-version.entity.ts';
import type { RuleService, WrittenRule } from './rule.service.ts';

/** A text that a rule has or had. */
export interface RuleText {
  readonly version: number;
  readonly text: string;
  /** The audit log's actor; empty where nobody knows any more. */
  readonly author: string;
  readonly at: Date;
  readonly isCurrent: boolean;
  /** The text before it; undefined of the oldest that is kept. */
  readonly before: string | undefined;
}

export interface RuleVersionService {
  /** Newest first, the text it has included. Throws NOT_FOUND. */
  list(ruleId: string): Promise<readonly RuleText[]>;
  /**
   * Writes an older text anew, as an edit does. Throws NOT_FOUND; CONFLICT where the rule was changed since `version`.
   */
  revert(
    actor: Actor,
    input: {
      readonly id: string;
      readonly version: number;
      readonly toVersion: number;
      readonly allowFailingTests: boolean;
    },
  ): Promise<WrittenRule>;
}

export function createRuleVersionService(database: DataSource, rules: RuleService): RuleVersionService {
  const versions = database.getRepository(RuleVersion);
  return {
    async list(ruleId) {
      const { id, version, text, textBy, textAt } = await rules.get(ruleId);
      const older = await versions.find({ where: { ruleId: id }, order: { version: 'DESC' } });
      const current = { version, text, author: textBy, at: textAt, isCurrent: true };
      const all = [current, ...older.map((each) => ({ ...each, isCurrent: false }))];
      return all.map((each, index) => ({ ...each, before: all[index + 1]?.text }));
    },
    async revert(actor, { id, version, toVersion, allowFailingTests }) {
      const rule = await rules.get(id);
      const found = await versions.findOneBy({ ruleId: rule.id, version: toVersion });
      if (found === null)
        throw new AppError(
          'NOT_FOUND',
          `The rule has no older text of version ${toVersion}. See ruleVersions.`,
        );
      return rules.update(actor, { id, version, text: found.text, allowFailingTests });
    },
  };
}
