import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { LogSourceObject } from '../log-sources/index.ts';
import { toPipelineObject } from './pipeline-object.ts';
import { PipelineObject } from './pipeline.type.ts';

/** What the pipelines add to a log source. */
@Resolver(() => LogSourceObject)
export class LogSourceUseResolver {
  @FieldResolver(() => [PipelineObject], {
    description: 'Pipelines whose events go through its script and mapping.',
  })
  async usedBy(@Root() { id }: LogSourceObject, @Ctx() { loaders }: Context): Promise<PipelineObject[]> {
    const pipelines = await loaders.pipelines();
    return pipelines.map(toPipelineObject).filter(({ logSourceId }) => logSourceId === id);
  }
}
