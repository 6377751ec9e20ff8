import { CONFIG_SCHEMA_VERSION, configKey, encodeMessage, pipelineMessage } from '@sluice/contracts';
import { z } from 'zod';
import type { ConfigRecord } from '../outbox/index.ts';
import type { Pipeline } from './pipeline.entity.ts';

export interface LogSourceParts {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

/** The log source a pipeline names; undefined where it names none. */
export function namedLogSource(
  parts: Pick<Pipeline, 'product' | 'category' | 'service'>,
): LogSourceParts | undefined {
  const { product, category, service } = parts;
  if (product === null && category === null && service === null) return undefined;
  return {
    ...(product === null ? {} : { product }),
    ...(category === null ? {} : { category }),
    ...(service === null ? {} : { service }),
  };
}

/** What the workers are told of a pipeline. */
export function pipelineRecord(pipeline: Pipeline): ConfigRecord {
  const { id, name, enabled, sourceTopics, destinationTopic, startOffsets, logSourceId } = pipeline;
  const { writeUntagged, writeFiltered, writeParsed, disabledRuleIds } = pipeline;
  const logSource = namedLogSource(pipeline);
  const value = encodeMessage(pipelineMessage, {
    schemaVersion: CONFIG_SCHEMA_VERSION,
    id,
    name,
    enabled,
    sourceTopics,
    destinationTopic,
    repositoryIds: pipeline.repositories.map((repository) => repository.id).sort(),
    filterIds: pipeline.filters.map((filter) => filter.id).sort(),
    disabledRuleIds,
    customFields: z.record(z.string(), z.json()).parse(pipeline.customFields),
    writeUntagged,
    writeFiltered,
    writeParsed,
    startOffsets,
    ...(logSourceId === null ? {} : { logSourceId }),
    ...(logSource === undefined ? {} : { logSource }),
  });
  return { key: configKey('pipeline', id), value };
}
