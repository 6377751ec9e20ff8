import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { configurationShape, type ConfigurationQuery } from '../../database/configuration-list.ts';
import { countRows, listRows } from '../../database/list-rows.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { isUuid } from '../../database/uuid.ts';
import type { TopicAccess } from '../auth/index.ts';
import { checkNoLoop } from './pipeline-checks.ts';
import { Pipeline } from './pipeline.entity.ts';

/**
 * Those all of whose topics match one pattern of LIKE of each list. Throws BAD_USER_INPUT for a search or page that is out of
 * bounds.
 */
export function findPipelines(
  manager: EntityManager,
  query: ConfigurationQuery,
  topicLikes: readonly (readonly string[])[],
): Promise<Pipeline[]> {
  const from = withTopics(manager, topicLikes)
    .leftJoinAndSelect('pipeline.repositories', 'repository')
    .leftJoinAndSelect('pipeline.filters', 'filter');
  return listRows(from, query, configurationShape('pipeline'));
}

/** How many {@link findPipelines} has on all of its pages. */
export function countPipelines(
  manager: EntityManager,
  search: string | undefined,
  topicLikes: readonly (readonly string[])[],
): Promise<number> {
  return countRows(withTopics(manager, topicLikes), search, configurationShape('pipeline'));
}

function withTopics(
  manager: EntityManager,
  topicLikes: readonly (readonly string[])[],
): SelectQueryBuilder<Pipeline> {
  const from = manager.createQueryBuilder(Pipeline, 'pipeline');
  const topics = 'unnest(array_append(pipeline.sourceTopics, pipeline.destinationTopic)) AS topic';
  for (const [at, likes] of topicLikes.entries())
    from.andWhere(`NOT EXISTS (SELECT FROM ${topics} WHERE NOT topic LIKE ANY (:likes${at}::text[]))`, {
      [`likes${at}`]: likes,
    });
  return from;
}

export function listPipelines(manager: EntityManager): Promise<Pipeline[]> {
  return manager.find(Pipeline, { relations: { repositories: true, filters: true }, order: { name: 'ASC' } });
}

/** Throws NOT_FOUND. */
export async function getPipeline(manager: EntityManager, id: string): Promise<Pipeline> {
  const pipeline = isUuid(id)
    ? await manager.findOne(Pipeline, { where: { id }, relations: { repositories: true, filters: true } })
    : null;
  return pipeline ?? noPipeline(id);
}

/** Throws NOT_FOUND, in the words for one that is not there, where the caller may not see it. */
export function requireVisible(pipeline: Pipeline, topics: TopicAccess): Pipeline {
  return topics.allowsPipeline(pipeline) ? pipeline : noPipeline(pipeline.id);
}

export function noPipeline(id: string): never {
  throw new AppError('NOT_FOUND', `There is no pipeline with id ${id}. It may have been deleted.`);
}

/**
 * The first step of each change of a pipeline. The loop check reads all pipelines: two writers at once could each
 * miss the other's, so they queue; and as all queue here, none waits for another's row while it is waited for.
 */
export async function lockPipelines(manager: EntityManager): Promise<void> {
  await manager.query('LOCK TABLE pipelines IN SHARE ROW EXCLUSIVE MODE');
}

/** Needs {@link lockPipelines}. Throws BAD_USER_INPUT (loop), CONFLICT (name). */
export async function savePipeline(manager: EntityManager, pipeline: Pipeline): Promise<Pipeline> {
  const others = (await listPipelines(manager)).filter(({ id }) => id !== pipeline.id);
  checkNoLoop(pipeline, others);
  return onUniqueViolation(
    manager.save(Pipeline, pipeline),
    () =>
      new AppError('CONFLICT', `A pipeline named "${pipeline.name}" exists already. Choose another name.`),
  );
}
