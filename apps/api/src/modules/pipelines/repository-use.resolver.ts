import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { RepositoryObject } from '../repositories/index.ts';
import { toPipelineObject } from './pipeline-object.ts';
import { PipelineObject } from './pipeline.type.ts';

/** What the pipelines add to a repository. */
@Resolver(() => RepositoryObject)
export class RepositoryUseResolver {
  @FieldResolver(() => [PipelineObject], { description: 'Pipelines that match its rules.' })
  async usedBy(@Root() { id }: RepositoryObject, @Ctx() { loaders }: Context): Promise<PipelineObject[]> {
    const pipelines = await loaders.pipelines();
    return pipelines.map(toPipelineObject).filter(({ repositoryIds }) => repositoryIds.includes(id));
  }
}
