import { pipelineGroup } from '@sluice/contracts';
import type { ConfigurationQuery } from '../../database/configuration-list.ts';
import type { Actor } from '../audit/index.ts';
import type { Changed } from '../outbox/index.ts';
import {
  clonePipeline,
  createPipeline,
  deletePipeline,
  updatePipeline,
  type PipelineDependencies,
} from './change-pipeline.ts';
import { keepPositions } from './keep-positions.ts';
import type {
  NewPipeline,
  PipelineCopy,
  PipelineUpdate,
  PreviewedPipelineChange,
} from './pipeline-change.ts';
import { countPipelines, findPipelines, getPipeline, listPipelines } from './pipeline-rows.ts';
import type { Pipeline } from './pipeline.entity.ts';
import { previewPipeline } from './preview-pipeline.ts';
import type { PipelinePreview } from './preview.ts';

export interface PipelineService {
  list(): Promise<Pipeline[]>;
  /** Those all of whose topics match one pattern of LIKE of each list. Throws BAD_USER_INPUT. */
  find(query: ConfigurationQuery, topicLikes: readonly (readonly string[])[]): Promise<Pipeline[]>;
  /** How many `find` has on all of its pages. Throws as it does. */
  count(search: string | undefined, topicLikes: readonly (readonly string[])[]): Promise<number>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<Pipeline>;
  /** Throws BAD_USER_INPUT (shape, loop, missing topic), CONFLICT (name), NOT_FOUND (repository). */
  create(actor: Actor, input: NewPipeline): Promise<Changed<Pipeline>>;
  /**
   * A disabled pipeline that is otherwise the same, under another name; it begins where a new one with its start would.
   * Throws as create; NOT_FOUND for the pipeline.
   */
  clone(actor: Actor, input: PipelineCopy): Promise<Changed<Pipeline>>;
  /** As create; CONFLICT too where the pipeline was changed since. */
  update(actor: Actor, input: PipelineUpdate): Promise<Changed<Pipeline>>;
  /**
   * What creating (without an id), updating or deleting would do. Throws NOT_FOUND for the pipeline that is changed; what
   * else would be refused is a problem of the preview.
   */
  preview(actor: Actor, change: PreviewedPipelineChange, events: readonly string[]): Promise<PipelinePreview>;
  /** Throws NOT_FOUND. */
  delete(actor: Actor, id: string): Promise<Changed<string>>;
  /** Writes down how far disabled pipelines have read, before Kafka forgets it. Returns how many were changed. */
  keepPositions(): Promise<number>;
}

export function createPipelineService(dependencies: PipelineDependencies): PipelineService {
  const { database, topics, prefix } = dependencies;
  return {
    list: () => listPipelines(database.manager),
    find: (query, topicLikes) => findPipelines(database.manager, query, topicLikes),
    count: (search, topicLikes) => countPipelines(database.manager, search, topicLikes),
    get: (id) => getPipeline(database.manager, id),
    create: (actor, input) => createPipeline(dependencies, actor, input),
    clone: (actor, input) => clonePipeline(dependencies, actor, input),
    update: (actor, input) => updatePipeline(dependencies, actor, input),
    preview: (actor, change, events) => previewPipeline(dependencies, actor, change, events),
    delete: (actor, id) => deletePipeline(dependencies, actor, id),
    keepPositions: () => keepPositions(database, topics, (id) => pipelineGroup(prefix, id)),
  };
}
