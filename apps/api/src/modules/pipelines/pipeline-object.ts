import type { SigmaLogSourceInput } from '../../graphql/sigma-log-source.type.ts';
import type { LogSourceParts } from './pipeline-record.ts';
import { namedLogSource } from './pipeline-record.ts';
import type { Pipeline } from './pipeline.entity.ts';
import type { PipelineObject } from './pipeline.type.ts';

export function toPipelineObject(pipeline: Pipeline): PipelineObject {
  const { id, name, enabled, sourceTopics, destinationTopic, writeUntagged } = pipeline;
  const { startPosition, startAt } = pipeline;
  const { product, category, service, version, createdAt, updatedAt, repositories } = pipeline;
  const hasLogSource = namedLogSource(pipeline) !== undefined;
  return {
    id,
    name,
    enabled,
    sourceTopics,
    destinationTopic,
    sigmaLogSource: hasLogSource ? { product, category, service } : null,
    writeUntagged,
    startPosition,
    startAt,
    version,
    createdAt,
    updatedAt,
    customFields: pipeline.customFields,
    writeFiltered: pipeline.writeFiltered,
    writeParsed: pipeline.writeParsed,
    disabledRuleIds: pipeline.disabledRuleIds,
    logSourceId: pipeline.logSourceId,
    filterIds: pipeline.filters.map((filter) => filter.id),
    repositoryIds: repositories.map((repository) => repository.id),
  };
}

/** An input whose parts are all empty names no log source. */
export function toLogSourceParts(input: SigmaLogSourceInput): LogSourceParts | undefined {
  const part = (text: string | null | undefined): string | null =>
    text === undefined || text === '' ? null : text;
  const { product, category, service } = input;
  return namedLogSource({ product: part(product), category: part(category), service: part(service) });
}
