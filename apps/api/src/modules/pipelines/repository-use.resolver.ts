import { FieldResolver, Resolver, Root } from 'type-graphql';
import { RepositoryObject } from '../repositories/index.ts';
import { toPipelineObject } from './pipeline-object.ts';
import type { PipelineService } from './pipeline.service.ts';
import { PipelineObject } from './pipeline.type.ts';

/** What the pipelines add to a repository. */
@Resolver(() => RepositoryObject)
export class RepositoryUseResolver {
  private readonly pipelines: PipelineService;
  constructor(pipelines: PipelineService) {
    this.pipelines = pipelines;
  }

  @FieldResolver(() => [PipelineObject], { description: 'Pipelines that match its rules.' })
  async usedBy(@Root() { id }: RepositoryObject): Promise<PipelineObject[]> {
    const pipelines = await this.pipelines.list();
    return pipelines.map(toPipelineObject).filter(({ repositoryIds }) => repositoryIds.includes(id));
  }
}
