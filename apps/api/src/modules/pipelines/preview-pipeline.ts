import { invariant } from '@sluice/diagnostics';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import type { Actor } from '../audit/index.ts';
import { LogSource } from '../log-sources/index.ts';
import { rehearseConfiguration } from '../outbox/index.ts';
import {
  createPipeline,
  deletePipeline,
  updatePipeline,
  type PipelineDependencies,
} from './change-pipeline.ts';
import type { PreviewedPipelineChange } from './pipeline-change.ts';
import { getPipeline } from './pipeline-rows.ts';
import type { Pipeline } from './pipeline.entity.ts';
import type { PipelineState } from './preview-events.ts';
import { comparePipelines, previewPipelines } from './preview-pipelines.ts';
import { refusedPreview, type PipelinePreview } from './preview.ts';
import { NO_RULES_TOUCHED } from './touched-rules.ts';

/** As `preview` of the service. */
export async function previewPipeline(
  dependencies: PipelineDependencies,
  actor: Actor,
  change: PreviewedPipelineChange,
  events: readonly string[],
): Promise<PipelinePreview> {
  const { manager } = dependencies.database;
  const before = 'id' in change ? await getPipeline(manager, change.id) : undefined;
  try {
    const after = await rehearse(dependencies, actor, change);
    const pair = { before: await stateOf(manager, before), after: await stateOf(manager, after) };
    const compared = await comparePipelines(manager, [pair], NO_RULES_TOUCHED);
    const [preview] = await previewPipelines(manager, compared, NO_RULES_TOUCHED, events);
    invariant(preview !== undefined, 'a pipeline has no preview');
    return preview;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refusedPreview(before, error.message);
  }
}

/** The pipeline as the change would leave it; undefined where it would be gone. Throws what the change would throw. */
async function rehearse(
  dependencies: PipelineDependencies,
  actor: Actor,
  change: PreviewedPipelineChange,
): Promise<Pipeline | undefined> {
  if ('kind' in change) {
    await deletePipeline({ ...dependencies, change: rehearseConfiguration }, actor, change.id);
    return undefined;
  }
  const { value } =
    'id' in change
      ? await updatePipeline(dependencies, actor, change, rehearseConfiguration)
      : await createPipeline(dependencies, actor, change, rehearseConfiguration);
  return value;
}

async function stateOf(
  manager: EntityManager,
  pipeline: Pipeline | undefined,
): Promise<PipelineState | undefined> {
  if (pipeline === undefined) return undefined;
  const { logSourceId } = pipeline;
  const logSource = logSourceId === null ? null : await manager.findOneBy(LogSource, { id: logSourceId });
  return { pipeline, logSource: logSource ?? undefined };
}
