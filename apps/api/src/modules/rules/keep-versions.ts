import type { EntityManager } from 'typeorm';

/** Texts of a rule that are kept beside the one it has. */
export const KEPT_VERSIONS = 50;

/** Keeps the texts of rules that are about to get another one. Their rows are locked, or changed by their version. */
export async function keepVersions(manager: EntityManager, ruleIds: readonly string[]): Promise<void> {
  await manager.query(
    `INSERT INTO rule_versions (rule_id, version, "text", author, at)
     SELECT id, version, "text", text_by, text_at FROM rules WHERE id = ANY($1)`,
    [ruleIds],
  );
  await manager.query(
    `DELETE FROM rule_versions v USING (
       SELECT rule_id, version, row_number() OVER (PARTITION BY rule_id ORDER BY version DESC) AS age
       FROM rule_versions WHERE rule_id = ANY($1)) old
     WHERE old.age > ${KEPT_VERSIONS} AND v.rule_id = old.rule_id AND v.version = old.version`,
    [ruleIds],
  );
}
