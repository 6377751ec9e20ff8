import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { FilterObject } from '../filters/index.ts';
import { toPipelineObject } from './pipeline-object.ts';
import { PipelineObject } from './pipeline.type.ts';

/** What the pipelines add to a filter. */
@Resolver(() => FilterObject)
export class FilterUseResolver {
  @FieldResolver(() => [PipelineObject], { description: 'Pipelines whose events it keeps from the rules.' })
  async usedBy(@Root() { id }: FilterObject, @Ctx() { loaders }: Context): Promise<PipelineObject[]> {
    const pipelines = await loaders.pipelines();
    return pipelines.map(toPipelineObject).filter(({ filterIds }) => filterIds.includes(id));
  }
}
