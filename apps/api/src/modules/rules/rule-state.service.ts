import type { DataSource } from 'typeorm';
import { storableText } from '../../database/storable-text.ts';
import type { Rule } from './rule.entity.ts';

/** What is set of a rule beside its text. */
export type RuleState = Pick<Rule, 'enabled' | 'stage' | 'levelOverride' | 'isPinned'>;

/** A rule without its text. */
export type StatedRule = RuleState & Pick<Rule, 'id' | 'repositoryId' | 'sigmaId' | 'title' | 'version'>;

/** A rule by what it is known by in each installation, where its repository is. */
export type SoughtRule = Pick<Rule, 'repositoryId' | 'sigmaId'>;

export interface RuleStateService {
  /** In no order; unknown ids are left out. */
  byIds(ids: readonly string[]): Promise<StatedRule[]>;
  /** In no order; those that there are not are left out. */
  find(sought: readonly SoughtRule[]): Promise<StatedRule[]>;
}

const STATED = `SELECT r.id, r.repository_id AS "repositoryId", r.sigma_id AS "sigmaId", r.title, r.version, r.enabled,
  r.stage, r.level_override AS "levelOverride", r.is_pinned AS "isPinned" FROM rules r`;

export function createRuleStateService(database: DataSource): RuleStateService {
  return {
    byIds: (ids) => database.query(`${STATED} WHERE r.id = ANY ($1::uuid[])`, [ids]),
    find: (sought) =>
      database.query(
        `${STATED} WHERE (r.repository_id, r.sigma_id) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
        [sought.map(({ repositoryId }) => repositoryId), sought.map(({ sigmaId }) => storableText(sigmaId))],
      ),
  };
}
