import { toLogSourceParts } from './pipeline-object.ts';
import type { NewPipeline, PipelineUpdate } from './pipeline-change.ts';
import type { CreatePipelineInput, UpdatePipelineInput } from './pipeline.type.ts';

export function toNewPipeline({ sigmaLogSource, ...rest }: CreatePipelineInput): NewPipeline {
  return {
    ...rest,
    logSourceId: rest.logSourceId ?? null,
    startAt: rest.startAt ?? null,
    customFields: rest.customFields ?? {},
    sigmaLogSource:
      sigmaLogSource === undefined || sigmaLogSource === null ? undefined : toLogSourceParts(sigmaLogSource),
  };
}

/** Null means "as it is" but for log sources, which it takes out. */
export function toPipelineUpdate({ sigmaLogSource, ...rest }: UpdatePipelineInput): PipelineUpdate {
  return {
    id: rest.id,
    version: rest.version,
    name: rest.name ?? undefined,
    sourceTopics: rest.sourceTopics ?? undefined,
    destinationTopic: rest.destinationTopic ?? undefined,
    repositoryIds: rest.repositoryIds ?? undefined,
    enabled: rest.enabled ?? undefined,
    writeUntagged: rest.writeUntagged ?? undefined,
    writeFiltered: rest.writeFiltered ?? undefined,
    writeParsed: rest.writeParsed ?? undefined,
    filterIds: rest.filterIds ?? undefined,
    customFields: rest.customFields ?? undefined,
    disabledRuleIds: rest.disabledRuleIds ?? undefined,
    logSourceId: rest.logSourceId,
    sigmaLogSource:
      sigmaLogSource === undefined || sigmaLogSource === null
        ? sigmaLogSource
        : (toLogSourceParts(sigmaLogSource) ?? null),
  };
}
