import { AppError } from '../../app-error.ts';
import type { Context } from '../../graphql/context.ts';
import type { CoverageFilter, HitRange } from './coverage-query.ts';
import type { CoverageFilterInput } from './coverage.type.ts';

/**
 * Who may not see every topic is counted the hits in what they may see. Throws NOT_FOUND for a pipeline that is not there, or
 * that the caller may not see.
 */
export async function toCoverageFilter(
  input: CoverageFilterInput | null,
  { loaders, topics }: Context,
): Promise<{ readonly filter: CoverageFilter; readonly range: Partial<HitRange> }> {
  const { repositoryIds, pipelineIds, inUse, from, to } = input ?? {};
  const isAnyPipeline = pipelineIds === undefined || pipelineIds === null;
  const visible = isAnyPipeline && !topics.isLimited ? [] : (await loaders.pipelines()).map(({ id }) => id);
  if (!isAnyPipeline) {
    const missing = pipelineIds.find((id) => !visible.includes(id));
    if (missing !== undefined) throw new AppError('NOT_FOUND', `There is no pipeline with id ${missing}.`);
  }
  return {
    filter: {
      repositoryIds: repositoryIds ?? undefined,
      pipelineIds: pipelineIds ?? undefined,
      ...(isAnyPipeline && topics.isLimited ? { hitPipelineIds: visible } : {}),
      isInUse: inUse ?? undefined,
    },
    range: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
  };
}
