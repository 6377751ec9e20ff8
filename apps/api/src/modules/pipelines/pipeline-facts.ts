import { namedLogSource } from './pipeline-record.ts';
import type { Pipeline } from './pipeline.entity.ts';

/** What people change of a pipeline, as the audit log and previews tell it. */
export function pipelineFacts(pipeline: Pipeline): Readonly<Record<string, unknown>> {
  const { name, enabled, sourceTopics, destinationTopic, startPosition, logSourceId } = pipeline;
  const { writeUntagged, writeFiltered, writeParsed, customFields, disabledRuleIds } = pipeline;
  return {
    ...{ name, enabled, sourceTopics, destinationTopic, startPosition, logSourceId },
    startAt: pipeline.startAt,
    ...{ writeUntagged, writeFiltered, writeParsed, customFields, disabledRuleIds },
    sigmaLogSource: namedLogSource(pipeline),
    repositoryIds: pipeline.repositories.map(({ id }) => id).sort(),
    filterIds: pipeline.filters.map(({ id }) => id).sort(),
  };
}
