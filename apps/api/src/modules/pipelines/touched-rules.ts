import type { EntityManager } from 'typeorm';
import { sql, type Bind } from '../../database/sql.ts';
import type { Pipeline } from './pipeline.entity.ts';
import { countFirst, MAX_NAMED, type Counted, type PreviewedRule } from './preview.ts';

/** Which rules a pipeline takes of those that are sent to workers. */
export interface RuleChoice {
  readonly repositoryIds: ReadonlySet<string>;
  readonly disabledRuleIds: ReadonlySet<string>;
}

/** A rule as workers know it. */
export interface RuleState extends PreviewedRule {
  readonly repositoryId: string;
  /** Whether workers have it at all: it is enabled, and no DRAFT. */
  readonly isSent: boolean;
  /** The same for the same text, stage and level. */
  readonly fingerprint: string;
}

/** The rules that a change writes or deletes, by id: as they are, and as they would be. */
export interface TouchedRules {
  readonly before: ReadonlyMap<string, RuleState>;
  readonly after: ReadonlyMap<string, RuleState>;
  /** Texts that they would have, as far as they are other ones. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What comes and goes. */
export interface ComparedRules {
  readonly rulesAdded: Counted<PreviewedRule>;
  readonly rulesRemoved: Counted<PreviewedRule>;
  readonly rulesChanged: Counted<PreviewedRule>;
}

export const NO_RULES_TOUCHED: TouchedRules = { before: new Map(), after: new Map(), texts: new Map() };

/** The rules of a pipeline, whether it is enabled or not. */
export function choiceOf({ repositories, disabledRuleIds }: Pipeline): RuleChoice {
  return {
    repositoryIds: new Set(repositories.map(({ id }) => id)),
    disabledRuleIds: new Set(disabledRuleIds),
  };
}

export function isChosen(
  { repositoryIds, disabledRuleIds }: RuleChoice,
  { id, repositoryId }: Pick<RuleState, 'id' | 'repositoryId'>,
): boolean {
  return repositoryIds.has(repositoryId) && !disabledRuleIds.has(id);
}

/** SQL that holds for rules that are sent and chosen. */
export function choiceCondition({ repositoryIds, disabledRuleIds }: RuleChoice, bind: Bind): string {
  return `(enabled AND stage <> 'DRAFT' AND repository_id = ANY (${bind([...repositoryIds])}::uuid[])
    AND id <> ALL (${bind([...disabledRuleIds])}::uuid[]))`;
}

/** The same for the same choice. */
export function choiceKey(choice: RuleChoice): string {
  return JSON.stringify([[...choice.repositoryIds].sort(), [...choice.disabledRuleIds].sort()]);
}

/** Rules by id, by title; unknown ids are left out. */
export async function readRuleStates(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RuleState>> {
  const rows: RuleState[] = await manager.query(
    `SELECT id, sigma_id AS "sigmaId", title, repository_id AS "repositoryId", enabled AND stage <> 'DRAFT' AS "isSent",
       encode(sha256(convert_to(concat(stage, ' ', level_override, ' ', "text"), 'UTF8')), 'hex') AS fingerprint
     FROM rules WHERE id = ANY ($1::uuid[]) ORDER BY title, id`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a pipeline's workers would have more, less and otherwise. A pipeline without a choice is not there, or disabled. */
export async function compareRules(
  manager: EntityManager,
  before: RuleChoice | undefined,
  after: RuleChoice | undefined,
  touched: TouchedRules,
): Promise<ComparedRules> {
  const isIn = (choice: RuleChoice | undefined, rule: RuleState | undefined): boolean =>
    choice !== undefined && rule?.isSent === true && isChosen(choice, rule);
  const wasIn = (id: string): boolean => isIn(before, touched.before.get(id));
  const willBeIn = (id: string): boolean => isIn(after, touched.after.get(id));
  const is = [...touched.before.values()];
  const willBe = [...touched.after.values()];
  const isOther = ({ id, fingerprint }: RuleState): boolean =>
    fingerprint !== touched.before.get(id)?.fingerprint;
  const exceptFor = [...new Set([...touched.before.keys(), ...touched.after.keys()])];
  return {
    rulesAdded: together(
      willBe.filter(({ id }) => willBeIn(id) && !wasIn(id)),
      await chosenAlone(manager, after, before, exceptFor),
    ),
    rulesRemoved: together(
      is.filter(({ id }) => wasIn(id) && !willBeIn(id)),
      await chosenAlone(manager, before, after, exceptFor),
    ),
    rulesChanged: together(
      willBe.filter((rule) => wasIn(rule.id) && willBeIn(rule.id) && isOther(rule)),
      countFirst([]),
    ),
  };
}

/** Rules that `choice` has and `other` has not, as they are stored. */
async function chosenAlone(
  manager: EntityManager,
  choice: RuleChoice | undefined,
  other: RuleChoice | undefined,
  exceptFor: readonly string[],
): Promise<Counted<PreviewedRule>> {
  const isSame = choice && other && choiceKey(choice) === choiceKey(other);
  if (choice === undefined || isSame) return countFirst([]);
  const { text, values } = sql(
    (bind) => `SELECT id, sigma_id AS "sigmaId", title, count(*) OVER ()::integer AS count FROM rules
      WHERE ${choiceCondition(choice, bind)} AND NOT ${other === undefined ? 'false' : choiceCondition(other, bind)}
        AND id <> ALL (${bind(exceptFor)}::uuid[])
      ORDER BY title, id LIMIT ${MAX_NAMED}`,
  );
  const rows: (PreviewedRule & { readonly count: number })[] = await manager.query(text, [...values]);
  return { count: rows[0]?.count ?? 0, first: rows.map(named) };
}

export function named({ id, sigmaId, title }: PreviewedRule): PreviewedRule {
  return { id, sigmaId, title };
}

function together(rules: readonly RuleState[], others: Counted<PreviewedRule>): Counted<PreviewedRule> {
  if (rules.length === 0) return others;
  const first = [...rules.slice(0, MAX_NAMED).map(named), ...others.first].toSorted(byTitle);
  return { count: rules.length + others.count, first: first.slice(0, MAX_NAMED) };
}

export function byTitle(left: PreviewedRule, right: PreviewedRule): number {
  if (left.title !== right.title) return left.title < right.title ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}
