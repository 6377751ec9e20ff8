import { configKey } from '@sluice/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { lockRows } from '../../database/lock-rows.ts';
import { changedMeanwhile } from '../../database/version-conflict.ts';
import { auditedChange, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import { Filter } from '../filters/index.ts';
import { LogSource } from '../log-sources/index.ts';
import { changeConfiguration, type Changed, type MakeChange } from '../outbox/index.ts';
import { lockRepositories } from '../repositories/index.ts';
import type { TopicService } from '../topics/index.ts';
import { checkCustomFields } from './check-custom-fields.ts';
import type { NewPipeline, PipelineCopy, PipelineUpdate } from './pipeline-change.ts';
import { checkPipelineShape, checkStart, startOf } from './pipeline-checks.ts';
import { pipelineFacts } from './pipeline-facts.ts';
import { namedLogSource, pipelineRecord, type LogSourceParts } from './pipeline-record.ts';
import { getPipeline, lockPipelines, savePipeline } from './pipeline-rows.ts';
import { Pipeline, type StartOffsets } from './pipeline.entity.ts';
import { knownRules, requireRules } from './require-rules.ts';

export interface PipelineDependencies {
  readonly database: DataSource;
  readonly topics: TopicService;
  readonly prefix: string;
  readonly change?: MakeChange;
}

function audited(before: Pipeline | undefined, after: Pipeline | undefined): AuditedChange {
  return auditedChange(AuditObject.PIPELINE, before, after, pipelineFacts);
}

function logSourceColumns(parts: LogSourceParts | null | undefined) {
  return {
    product: parts?.product ?? null,
    category: parts?.category ?? null,
    service: parts?.service ?? null,
  };
}

/** Start offsets by topic: those that are `known`, and for other topics those of the start now. */
async function startOffsets(
  topics: TopicService,
  sourceTopics: readonly string[],
  start: Pick<Pipeline, 'startPosition' | 'startAt'>,
  known: StartOffsets,
): Promise<StartOffsets> {
  const position = startOf(start);
  const entries = await Promise.all(
    sourceTopics.map(
      async (topic) => [topic, known[topic] ?? (await topics.startOffsets(topic, position))] as const,
    ),
  );
  return Object.fromEntries(entries);
}

export async function createPipeline(
  dependencies: PipelineDependencies,
  actor: Actor,
  input: NewPipeline,
  change = dependencies.change ?? changeConfiguration,
): Promise<Changed<Pipeline>> {
  const { database, topics, prefix } = dependencies;
  const { repositoryIds, filterIds, sigmaLogSource, sourceTopics, ...rest } = input;
  checkPipelineShape(input, prefix);
  checkStart(input);
  checkCustomFields(input.customFields);
  await topics.requireTopics([...sourceTopics, input.destinationTopic]);
  const offsets = await startOffsets(topics, sourceTopics, input, {});
  return change(database, actor, async ({ manager, publish, audit }) => {
    await lockPipelines(manager);
    const used = await lockUsed(manager, { repositoryIds, filterIds, logSourceId: rest.logSourceId });
    await requireRules(manager, rest.disabledRuleIds ?? []);
    const pipeline = manager.create(Pipeline, {
      ...rest,
      ...logSourceColumns(sigmaLogSource),
      name: rest.name.trim(),
      sourceTopics: [...sourceTopics],
      ...used,
      disabledRuleIds: [...new Set(rest.disabledRuleIds)],
      startOffsets: offsets,
      version: 1,
    });
    const saved = await savePipeline(manager, pipeline);
    publish([pipelineRecord(saved)]);
    audit(audited(undefined, saved));
    return saved;
  });
}

/** What a pipeline names is there, and stays until the transaction ends. Throws NOT_FOUND. */
async function lockUsed(
  manager: EntityManager,
  named: {
    readonly repositoryIds: readonly string[];
    readonly filterIds: readonly string[];
    readonly logSourceId: string | null;
  },
): Promise<Pick<Pipeline, 'repositories' | 'filters'>> {
  const repositories = await lockRepositories(manager, named.repositoryIds, 'SHARE');
  const filters = await lockRows(manager, { entity: Filter, what: 'filter' }, named.filterIds, 'SHARE');
  const logSourceIds = named.logSourceId === null ? [] : [named.logSourceId];
  await lockRows(manager, { entity: LogSource, what: 'log source' }, logSourceIds, 'SHARE');
  return { repositories, filters };
}

export async function clonePipeline(
  dependencies: PipelineDependencies,
  actor: Actor,
  { id, name, destinationTopic }: PipelineCopy,
): Promise<Changed<Pipeline>> {
  const { manager } = dependencies.database;
  const original = await getPipeline(manager, id);
  const { sourceTopics, startPosition, startAt, logSourceId, customFields } = original;
  const { writeUntagged, writeFiltered, writeParsed } = original;
  return createPipeline(dependencies, actor, {
    ...{ name, enabled: false, sourceTopics, startPosition, startAt, logSourceId, customFields },
    ...{ writeUntagged, writeFiltered, writeParsed },
    destinationTopic: destinationTopic ?? original.destinationTopic,
    repositoryIds: original.repositories.map((each) => each.id),
    filterIds: original.filters.map((each) => each.id),
    sigmaLogSource: namedLogSource(original),
    disabledRuleIds: await knownRules(manager, original.disabledRuleIds),
  });
}

/** What the update says, and what the pipeline is where it says nothing. */
function updatedColumns(before: Pipeline, input: PipelineUpdate) {
  return {
    ...(input.sigmaLogSource === undefined ? {} : logSourceColumns(input.sigmaLogSource)),
    name: (input.name ?? before.name).trim(),
    sourceTopics: [...(input.sourceTopics ?? before.sourceTopics)],
    destinationTopic: input.destinationTopic ?? before.destinationTopic,
    enabled: input.enabled ?? before.enabled,
    writeUntagged: input.writeUntagged ?? before.writeUntagged,
    writeFiltered: input.writeFiltered ?? before.writeFiltered,
    writeParsed: input.writeParsed ?? before.writeParsed,
    customFields: input.customFields ?? before.customFields,
    disabledRuleIds: [...new Set(input.disabledRuleIds ?? before.disabledRuleIds)],
    logSourceId: input.logSourceId === undefined ? before.logSourceId : input.logSourceId,
  };
}

export async function updatePipeline(
  dependencies: PipelineDependencies,
  actor: Actor,
  input: PipelineUpdate,
  change = dependencies.change ?? changeConfiguration,
): Promise<Changed<Pipeline>> {
  const { database, topics, prefix } = dependencies;
  const before = await getPipeline(database.manager, input.id);
  const columns = updatedColumns(before, input);
  const { sourceTopics, destinationTopic } = columns;
  checkPipelineShape(columns, prefix);
  checkCustomFields(columns.customFields);
  // Of those that it has already, Kafka is not asked: it may be away.
  const known = new Set([...before.sourceTopics, before.destinationTopic]);
  const named = [...sourceTopics, destinationTopic].filter((topic) => !known.has(topic));
  if (named.length > 0) await topics.requireTopics(named);
  const offsets = await startOffsets(topics, sourceTopics, before, before.startOffsets);
  return change(database, actor, async ({ manager, publish, audit }) => {
    await lockPipelines(manager);
    const now = await getPipeline(manager, input.id);
    if (now.version !== (input.version ?? before.version))
      throw changedMeanwhile('pipeline', { version: now.version, ...pipelineFacts(now) });
    const repositoryIds = input.repositoryIds ?? now.repositories.map(({ id }) => id);
    const filterIds = input.filterIds ?? now.filters.map(({ id }) => id);
    const used = await lockUsed(manager, { repositoryIds, filterIds, logSourceId: columns.logSourceId });
    await requireRules(
      manager,
      columns.disabledRuleIds.filter((id) => !now.disabledRuleIds.includes(id)),
    );
    const saved = await savePipeline(
      manager,
      manager.create(Pipeline, {
        ...now,
        ...columns,
        ...used,
        // Positions may have been kept meanwhile, which is no change of version.
        startOffsets: { ...offsets, ...knownOffsets(now.startOffsets, sourceTopics) },
        version: now.version + 1,
      }),
    );
    publish([pipelineRecord(saved)]);
    audit(audited(now, saved));
    return saved;
  });
}

function knownOffsets(offsets: StartOffsets, sourceTopics: readonly string[]): StartOffsets {
  return Object.fromEntries(Object.entries(offsets).filter(([topic]) => sourceTopics.includes(topic)));
}

export function deletePipeline(
  { database, change = changeConfiguration }: PipelineDependencies,
  actor: Actor,
  id: string,
): Promise<Changed<string>> {
  return change(database, actor, async ({ manager, publish, audit }) => {
    await lockPipelines(manager);
    audit(audited(await getPipeline(manager, id), undefined));
    await manager.delete(Pipeline, { id });
    publish([{ key: configKey('pipeline', id), value: null }]);
    return id;
  });
}
