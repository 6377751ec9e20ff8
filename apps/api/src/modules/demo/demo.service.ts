import { readRuleFiles } from '@sluice/archive';
import type { Logger } from '@sluice/runtime';
import type { TopicAdmin } from '@sluice/kafka';
import { systemActor } from '../audit/index.ts';
import { StartPosition, type PipelineService } from '../pipelines/index.ts';
import type { RepositoryService } from '../repositories/index.ts';
import type { RuleImportService } from '../rules/index.ts';

export const DEMO_SOURCE_TOPIC = 'demo.events';
export const DEMO_DESTINATION_TOPIC = 'demo.detections';
const actor = systemActor('demo');
const REPOSITORY = 'Demo rules';
const PIPELINE = 'Demo';
const ONE_DAY_MS = String(24 * 3600 * 1000);

export interface DemoDependencies {
  readonly admin: TopicAdmin;
  readonly repositories: RepositoryService;
  readonly importer: RuleImportService;
  readonly pipelines: PipelineService;
  readonly log: Logger;
}

/** Makes the demo where it is not there yet: topics, a repository from `rulesFolder`, a pipeline. */
export async function ensureDemo(rulesFolder: string, dependencies: DemoDependencies): Promise<void> {
  const { admin, repositories, importer, pipelines, log } = dependencies;
  const config = { 'retention.ms': ONE_DAY_MS };
  await admin.ensureTopics([
    { topic: DEMO_SOURCE_TOPIC, partitions: 2, config },
    { topic: DEMO_DESTINATION_TOPIC, partitions: 2, config },
  ]);
  const description = 'Rules written for this demo: Windows, Linux and AWS.';
  const repository =
    (await repositories.findByName(REPOSITORY)) ??
    (await repositories.create(actor, { name: REPOSITORY, description })).value;
  if ((await pipelines.list()).some(({ name }) => name === PIPELINE)) return;

  const files = [];
  for await (const file of readRuleFiles({ path: rulesFolder })) files.push(file);
  const { files: reports } = await importer.import(actor, repository.id, files);
  await pipelines.create(actor, {
    name: PIPELINE,
    sourceTopics: [DEMO_SOURCE_TOPIC],
    destinationTopic: DEMO_DESTINATION_TOPIC,
    repositoryIds: [repository.id],
    enabled: true,
    writeUntagged: false,
    startPosition: StartPosition.EARLIEST,
    startAt: null,
    sigmaLogSource: undefined,
    logSourceId: null,
    filterIds: [],
    customFields: {},
    writeFiltered: false,
    writeParsed: false,
  });
  log.info({ rules: reports.length }, 'demo made');
}
