import type pg from 'pg';

/** Of each pipeline the state of its rules, by title. */
type RulesByPipeline = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What each pipeline has on the workers, read without the code that is tested. */
export async function rulesOnWorkers(
  database: pg.Client,
  key: 'id' | 'name' = 'id',
): Promise<RulesByPipeline> {
  const { rows } = await database.query<{ pipeline: string; title: string; state: string }>(
    `SELECT p.${key} AS pipeline, r.title, concat(r.stage, r.level_override, r."text") AS state
     FROM pipelines p JOIN pipeline_repositories u ON u.pipeline_id = p.id JOIN rules r USING (repository_id)
     WHERE p.enabled AND r.enabled AND r.stage <> 'DRAFT' AND NOT r.id = ANY (p.disabled_rule_ids) ORDER BY r.title`,
  );
  const found = new Map<string, Map<string, string>>();
  for (const { pipeline, title, state } of rows)
    found.set(pipeline, (found.get(pipeline) ?? new Map<string, string>()).set(title, state));
  return found;
}

export interface RulesDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** What became of the rules of each pipeline; pipelines with the same are left out. */
export function compareRules(
  before: RulesByPipeline,
  after: RulesByPipeline,
): Record<string, RulesDifference> {
  const none = new Map<string, string>();
  const all = [...new Set([...before.keys(), ...after.keys()])].map((pipeline) => {
    const [was, is] = [before.get(pipeline) ?? none, after.get(pipeline) ?? none];
    const added = [...is.keys()].filter((title) => !was.has(title));
    const removed = [...was.keys()].filter((title) => !is.has(title));
    const changed = [...is.keys()].filter((title) => was.has(title) && was.get(title) !== is.get(title));
    return [pipeline, { added, removed, changed }] as const;
  });
  return Object.fromEntries(all.filter(([, each]) => Object.values(each).flat().length > 0));
}
