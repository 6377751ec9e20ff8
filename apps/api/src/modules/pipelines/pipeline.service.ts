import { configKey } from '@sluice/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { onUniqueViolation } from '../../database/unique-violation.ts';
import { changeConfiguration, type Changed } from '../outbox/index.ts';
import type { RepositoryService, RuleRepository } from '../repositories/index.ts';
import type { TopicService } from '../topics/index.ts';
import { checkNoLoop, checkPipelineShape } from './pipeline-checks.ts';
import { pipelineRecord, type LogSourceParts } from './pipeline-record.ts';
import type { StartPosition } from './pipeline.entity.ts';
import { Pipeline, type StartOffsets } from './pipeline.entity.ts';

export interface NewPipeline {
  readonly name: string;
  readonly sourceTopics: readonly string[];
  readonly destinationTopic: string;
  readonly repositoryIds: readonly string[];
  readonly enabled: boolean;
  readonly writeUntagged: boolean;
  readonly startPosition: StartPosition;
  readonly logSource: LogSourceParts | undefined;
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
  /** null: read from each event. */
  readonly logSource?: LogSourceParts | null | undefined;
}

export interface PipelineService {
  list(): Promise<Pipeline[]>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<Pipeline>;
  /** Throws BAD_USER_INPUT (shape, loop, missing topic), CONFLICT (name), NOT_FOUND (repository). */
  create(input: NewPipeline): Promise<Changed<Pipeline>>;
  /** As create; CONFLICT too where the pipeline was changed since. */
  update(input: PipelineUpdate): Promise<Changed<Pipeline>>;
  delete(id: string): Promise<Changed<string>>;
}

export interface PipelineDependencies {
  readonly database: DataSource;
  readonly repositories: RepositoryService;
  readonly topics: TopicService;
  readonly prefix: string;
}

function logSourceColumns(parts: LogSourceParts | null | undefined) {
  return {
    product: parts?.product ?? null,
    category: parts?.category ?? null,
    service: parts?.service ?? null,
  };
}

export function createPipelineService(dependencies: PipelineDependencies): PipelineService {
  const { database, topics, prefix } = dependencies;
  const pipelines = database.getRepository(Pipeline);
  const list = (manager: EntityManager = database.manager): Promise<Pipeline[]> =>
    manager.find(Pipeline, { relations: { repositories: true }, order: { name: 'ASC' } });

  async function get(id: string): Promise<Pipeline> {
    const pipeline = await pipelines.findOne({ where: { id }, relations: { repositories: true } });
    if (pipeline === null)
      throw new AppError('NOT_FOUND', `There is no pipeline with id ${id}. It may have been deleted.`);
    return pipeline;
  }

  async function repositoriesOf(ids: readonly string[]): Promise<RuleRepository[]> {
    const found = await dependencies.repositories.byIds(ids);
    const missing = ids.find((id) => !found.some((repository) => repository.id === id));
    if (missing !== undefined) throw new AppError('NOT_FOUND', `There is no repository with id ${missing}.`);
    return found;
  }

  /** Start offsets for the topics that `known` does not hold yet. */
  async function startOffsets(
    sourceTopics: readonly string[],
    position: StartPosition,
    known: StartOffsets,
  ): Promise<StartOffsets> {
    const entries = await Promise.all(
      sourceTopics.map(
        async (topic) => [topic, known[topic] ?? (await topics.startOffsets(topic, position))] as const,
      ),
    );
    return Object.fromEntries(entries);
  }

  /** The loop check reads all pipelines: two writers at once could each miss the other's, so they queue. */
  async function save(manager: EntityManager, pipeline: Pipeline): Promise<Pipeline> {
    await manager.query('LOCK TABLE pipelines IN SHARE ROW EXCLUSIVE MODE');
    const others = (await list(manager)).filter(({ id }) => id !== pipeline.id);
    checkNoLoop(pipeline, others);
    return onUniqueViolation(
      manager.save(Pipeline, pipeline),
      () =>
        new AppError('CONFLICT', `A pipeline named "${pipeline.name}" exists already. Choose another name.`),
    );
  }

  return {
    list: () => list(),
    get,
    async create(input) {
      const { repositoryIds, logSource, sourceTopics, ...rest } = input;
      checkPipelineShape(input, prefix);
      await topics.requireTopics([...sourceTopics, input.destinationTopic]);
      const repositories = await repositoriesOf(repositoryIds);
      const offsets = await startOffsets(sourceTopics, input.startPosition, {});
      return changeConfiguration(database, async ({ manager, publish }) => {
        const pipeline = manager.create(Pipeline, {
          ...rest,
          ...logSourceColumns(logSource),
          name: rest.name.trim(),
          sourceTopics: [...sourceTopics],
          repositories,
          startOffsets: offsets,
          version: 1,
        });
        const saved = await save(manager, pipeline);
        publish([pipelineRecord(saved)]);
        return saved;
      });
    },
    async update(input) {
      const before = await get(input.id);
      const sourceTopics = [...(input.sourceTopics ?? before.sourceTopics)];
      const destinationTopic = input.destinationTopic ?? before.destinationTopic;
      const name = (input.name ?? before.name).trim();
      checkPipelineShape({ name, sourceTopics, destinationTopic }, prefix);
      if (input.sourceTopics !== undefined || input.destinationTopic !== undefined) {
        await topics.requireTopics([...sourceTopics, destinationTopic]);
      }
      const repositories =
        input.repositoryIds === undefined ? before.repositories : await repositoriesOf(input.repositoryIds);
      const offsets = await startOffsets(sourceTopics, before.startPosition, before.startOffsets);
      return changeConfiguration(database, async ({ manager, publish }) => {
        const locked = await manager.findOne(Pipeline, {
          where: { id: input.id },
          lock: { mode: 'pessimistic_write' },
        });
        const expected = input.version ?? before.version;
        if (locked?.version !== expected) {
          const message =
            'The pipeline was changed by somebody else since you opened it. Load it again and repeat your change.';
          throw new AppError('CONFLICT', message, { currentVersion: locked?.version });
        }
        const pipeline = manager.create(Pipeline, {
          ...before,
          ...(input.logSource === undefined ? {} : logSourceColumns(input.logSource)),
          name,
          sourceTopics,
          destinationTopic,
          repositories,
          enabled: input.enabled ?? before.enabled,
          writeUntagged: input.writeUntagged ?? before.writeUntagged,
          startOffsets: offsets,
          version: expected + 1,
        });
        const saved = await save(manager, pipeline);
        publish([pipelineRecord(saved)]);
        return saved;
      });
    },
    delete: (id) =>
      changeConfiguration(database, async ({ manager, publish }) => {
        const { affected } = await manager.delete(Pipeline, { id });
        if (affected !== 1) throw new AppError('NOT_FOUND', `There is no pipeline with id ${id}.`);
        publish([{ key: configKey('pipeline', id), value: null }]);
        return id;
      }),
  };
}
