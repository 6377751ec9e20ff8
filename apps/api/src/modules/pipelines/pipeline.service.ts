import { configKey, pipelineGroup } from '@sluice/contracts';
import { invariant } from '@sluice/diagnostics';
import type { DataSource, EntityManager } from 'typeorm';
import { AppError } from '../../app-error.ts';
import type { ConfigurationQuery } from '../../database/configuration-list.ts';
import { lockRows } from '../../database/lock-rows.ts';
import { changedMeanwhile } from '../../database/version-conflict.ts';
import { auditedChange, AuditObject, type Actor, type AuditedChange } from '../audit/index.ts';
import { Filter } from '../filters/index.ts';
import { LogSource } from '../log-sources/index.ts';
import {
  changeConfiguration,
  rehearseConfiguration,
  type Changed,
  type MakeChange,
} from '../outbox/index.ts';
import { lockRepositories } from '../repositories/index.ts';
import type { TopicService } from '../topics/index.ts';
import { checkCustomFields } from './check-custom-fields.ts';
import { keepPositions } from './keep-positions.ts';
import { checkPipelineShape, checkStart, startOf } from './pipeline-checks.ts';
import { pipelineFacts } from './pipeline-facts.ts';
import type { PipelineState } from './preview-events.ts';
import { refusedPreview, type PipelinePreview } from './preview.ts';
import { comparePipelines, previewPipelines } from './preview-pipelines.ts';
import { NO_RULES_TOUCHED } from './touched-rules.ts';
import { namedLogSource, pipelineRecord, type LogSourceParts } from './pipeline-record.ts';
import { knownRules, requireRules } from './require-rules.ts';
import {
  countPipelines,
  findPipelines,
  getPipeline,
  listPipelines,
  lockPipelines,
  savePipeline,
} from './pipeline-rows.ts';
import type { StartPosition } from './pipeline.entity.ts';
import { Pipeline, type CustomFields, type StartOffsets } from './pipeline.entity.ts';

export interface NewPipeline {
  readonly name: string;
  readonly sourceTopics: readonly string[];
  readonly destinationTopic: string;
  readonly repositoryIds: readonly string[];
  readonly enabled: boolean;
  readonly writeUntagged: boolean;
  readonly startPosition: StartPosition;
  /** For TIMESTAMP; null with the others. */
  readonly startAt: Date | null;
  readonly sigmaLogSource: LogSourceParts | undefined;
  readonly logSourceId: string | null;
  readonly filterIds: readonly string[];
  readonly customFields: CustomFields;
  readonly writeFiltered: boolean;
  readonly writeParsed: boolean;
  /** Undefined: none. */
  readonly disabledRuleIds?: readonly string[] | undefined;
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
  readonly writeFiltered?: boolean | undefined;
  readonly writeParsed?: boolean | undefined;
  /** null: read from each event. */
  readonly sigmaLogSource?: LogSourceParts | null | undefined;
  /** null: none. */
  readonly logSourceId?: string | null | undefined;
  readonly filterIds?: readonly string[] | undefined;
  readonly customFields?: CustomFields | undefined;
  readonly disabledRuleIds?: readonly string[] | undefined;
}

/** What is otherwise of a copy. */
export interface PipelineCopy {
  /** Of the pipeline that is copied. */
  readonly id: string;
  readonly name: string;
  /** Undefined: the same. */
  readonly destinationTopic?: string | undefined;
}

/** A pipeline that is to be made, or changes of one that is there. */
export type PipelineChange = NewPipeline | PipelineUpdate;

/** Or one that is to be deleted. */
export type PreviewedPipelineChange = PipelineChange | { readonly kind: 'delete'; readonly id: string };

export interface PipelineService {
  list(): Promise<Pipeline[]>;
  /** Those all of whose topics match one pattern of LIKE of each list. Throws BAD_USER_INPUT. */
  find(query: ConfigurationQuery, topicLikes: readonly (readonly string[])[]): Promise<Pipeline[]>;
  /** How many `find` has on all of its pages. Throws as it does. */
  count(search: string | undefined, topicLikes: readonly (readonly string[])[]): Promise<number>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<Pipeline>;
  /** Throws BAD_USER_INPUT (shape, loop, missing topic), CONFLICT (name), NOT_FOUND (repository). */
  create(actor: Actor, input: NewPipeline): Promise<Changed<Pipeline>>;
  /**
   * A disabled pipeline that is otherwise the same, under another name; it begins where a new one with its start would.
   * Throws as create; NOT_FOUND for the pipeline.
   */
  clone(actor: Actor, input: PipelineCopy): Promise<Changed<Pipeline>>;
  /** As create; CONFLICT too where the pipeline was changed since. */
  update(actor: Actor, input: PipelineUpdate): Promise<Changed<Pipeline>>;
  /**
   * What creating (without an id), updating or deleting would do. Throws NOT_FOUND for the pipeline that is changed; what
   * else would be refused is a problem of the preview.
   */
  preview(actor: Actor, change: PreviewedPipelineChange, events: readonly string[]): Promise<PipelinePreview>;
  /** Throws NOT_FOUND. */
  delete(actor: Actor, id: string): Promise<Changed<string>>;
  /** Writes down how far disabled pipelines have read, before Kafka forgets it. Returns how many were changed. */
  keepPositions(): Promise<number>;
}

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

async function createPipeline(
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

async function clonePipeline(
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

async function updatePipeline(
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

async function previewPipeline(
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

function deletePipeline(
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

export function createPipelineService(dependencies: PipelineDependencies): PipelineService {
  const { database, topics, prefix } = dependencies;
  return {
    list: () => listPipelines(database.manager),
    find: (query, topicLikes) => findPipelines(database.manager, query, topicLikes),
    count: (search, topicLikes) => countPipelines(database.manager, search, topicLikes),
    get: (id) => getPipeline(database.manager, id),
    create: (actor, input) => createPipeline(dependencies, actor, input),
    clone: (actor, input) => clonePipeline(dependencies, actor, input),
    update: (actor, input) => updatePipeline(dependencies, actor, input),
    preview: (actor, change, events) => previewPipeline(dependencies, actor, change, events),
    delete: (actor, id) => deletePipeline(dependencies, actor, id),
    keepPositions: () => keepPositions(database, topics, (id) => pipelineGroup(prefix, id)),
  };
}
