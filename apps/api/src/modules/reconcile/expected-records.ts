import type { EntityManager } from 'typeorm';
import { Filter, filterRecord } from '../filters/index.ts';
import { LogSource, logSourceRecord } from '../log-sources/index.ts';
import type { ConfigRecord } from '../outbox/index.ts';
import { listPipelines, pipelineRecord } from '../pipelines/index.ts';
import { RuleRepository, repositoryRecord } from '../repositories/index.ts';
import { Rule, ruleRecord } from '../rules/index.ts';

const RULES_PER_PAGE = 1_000;

/** What the workers are to know by Postgres, object by object. Rules that they are not told of have the value null. */
export async function* expectedRecords(manager: EntityManager): AsyncGenerator<ConfigRecord> {
  yield* (await manager.find(RuleRepository)).map(repositoryRecord);
  yield* (await manager.find(Filter)).map(filterRecord);
  yield* (await manager.find(LogSource)).map(logSourceRecord);
  yield* (await listPipelines(manager)).map(pipelineRecord);
  yield* ruleRecords(manager);
}

async function* ruleRecords(manager: EntityManager): AsyncGenerator<ConfigRecord> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await manager
      .createQueryBuilder(Rule, 'rule')
      .select([
        'rule.id',
        'rule.repositoryId',
        'rule.text',
        'rule.enabled',
        'rule.stage',
        'rule.levelOverride',
      ])
      .where('rule.id > :after', { after })
      .orderBy('rule.id')
      .limit(RULES_PER_PAGE)
      .getMany();
    yield* page.map(ruleRecord);
    const last = page.at(-1);
    if (last === undefined || page.length < RULES_PER_PAGE) return;
    after = last.id;
  }
}
