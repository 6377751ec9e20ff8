import { In } from 'typeorm';
import { auditedChange, AuditObject } from '../audit/index.ts';
import type { RuleReferences } from '../repositories/index.ts';
import { pipelineFacts } from './pipeline-facts.ts';
import { pipelineRecord } from './pipeline-record.ts';
import { lockPipelines } from './pipeline-rows.ts';
import { Pipeline } from './pipeline.entity.ts';

const NAMING_GONE = `
  SELECT p.id FROM pipelines p
  WHERE EXISTS (SELECT FROM unnest(p.disabled_rule_ids) AS named (id)
    WHERE NOT EXISTS (SELECT FROM rules r WHERE r.id = named.id))`;

/** Of each pipeline those rules that are there, in their order. */
const KEEP_KNOWN = `
  UPDATE pipelines SET version = version + 1, updated_at = now(), disabled_rule_ids = ARRAY(
    SELECT named.id FROM unnest(disabled_rule_ids) WITH ORDINALITY AS named (id, place)
    WHERE EXISTS (SELECT FROM rules r WHERE r.id = named.id) ORDER BY named.place)
  WHERE id = ANY ($1)`;

/** Pipelines that leave rules out: once these are gone, the pipelines no longer name them. */
export const pipelineRuleReferences: RuleReferences = {
  lock: lockPipelines,
  async dropGone({ manager, publish, audit }) {
    const found: { id: string }[] = await manager.query(NAMING_GONE);
    if (found.length === 0) return;
    await lockPipelines(manager);
    const ids = found.map(({ id }) => id);
    const read = (): Promise<Pipeline[]> =>
      manager.find(Pipeline, {
        where: { id: In(ids) },
        relations: { repositories: true, filters: true },
        order: { id: 'ASC' },
      });
    const before = new Map((await read()).map((pipeline) => [pipeline.id, pipeline]));
    await manager.query(KEEP_KNOWN, [ids]);
    const after = await read();
    publish(after.map(pipelineRecord));
    audit(
      ...after.map((pipeline) =>
        auditedChange(AuditObject.PIPELINE, before.get(pipeline.id), pipeline, pipelineFacts),
      ),
    );
  },
};
