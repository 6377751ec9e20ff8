import { AppError } from '../../app-error.ts';
import type { Context } from '../../graphql/context.ts';
import type { CoverageFilter, HitRange } from './coverage-query.ts';
import type { CoverageFilterInput } from './coverage.type.ts';

/** Throws NOT_FOUND for a pipeline that is not there, or that the caller may not see. */
export async function toCoverageFilter(
  input: CoverageFilterInput | null,
  { loaders }: Context,
): Promise<{ readonly filter: CoverageFilter; readonly range: Partial<HitRange> }> {
  const { repositoryIds, pipelineIds, inUse, from, to } = input ?? {};
  if (pipelineIds !== undefined && pipelineIds !== null) {
    const visible = new Set((await loaders.pipelines()).map(({ id }) => id));
    const missing = pipelineIds.find((id) => !visible.has(id));
    if (missing !== undefined) throw new AppError('NOT_FOUND', `There is no pipeline with id ${missing}.`);
  }
  return {
    filter: {
      repositoryIds: repositoryIds ?? undefined,
      pipelineIds: pipelineIds ?? undefined,
      isInUse: inUse ?? undefined,
    },
    range: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
  };
}
