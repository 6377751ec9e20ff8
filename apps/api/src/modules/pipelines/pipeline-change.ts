import type { LogSourceParts } from './pipeline-record.ts';
import type { CustomFields, StartPosition } from './pipeline.entity.ts';

export interface NewPipeline {
  readonly name: string;
  readonly sourceTopics: readonly string[];
  readonly destinationTopic: string;
  readonly repositoryIds: readonly string[];
  readonly enabled: boolean;
  readonly writeUntagged: boolean;
  readonly startPosition: StartPosition;
  /** For TIMESTAMP; null with the others. */
  readonly startAt: Date | null;
  readonly sigmaLogSource: LogSourceParts | undefined;
  readonly logSourceId: string | null;
  readonly filterIds: readonly string[];
  readonly customFields: CustomFields;
  readonly writeFiltered: boolean;
  readonly writeParsed: boolean;
  /** Undefined: none. */
  readonly disabledRuleIds?: readonly string[] | undefined;
}

/** What is undefined stays as it is. */
export interface PipelineUpdate {
  readonly id: string;
  /** The version that was edited; undefined: whichever it is. */
  readonly version: number | undefined;
  readonly name?: string | undefined;
  readonly sourceTopics?: readonly string[] | undefined;
  readonly destinationTopic?: string | undefined;
  readonly repositoryIds?: readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
  readonly writeUntagged?: boolean | undefined;
  readonly writeFiltered?: boolean | undefined;
  readonly writeParsed?: boolean | undefined;
  /** null: read from each event. */
  readonly sigmaLogSource?: LogSourceParts | null | undefined;
  /** null: none. */
  readonly logSourceId?: string | null | undefined;
  readonly filterIds?: readonly string[] | undefined;
  readonly customFields?: CustomFields | undefined;
  readonly disabledRuleIds?: readonly string[] | undefined;
}

/** What is otherwise of a copy. */
export interface PipelineCopy {
  /** Of the pipeline that is copied. */
  readonly id: string;
  readonly name: string;
  /** Undefined: the same. */
  readonly destinationTopic?: string | undefined;
}

/** A pipeline that is to be made, or changes of one that is there. */
export type PipelineChange = NewPipeline | PipelineUpdate;

/** Or one that is to be deleted. */
export type PreviewedPipelineChange = PipelineChange | { readonly kind: 'delete'; readonly id: string };
