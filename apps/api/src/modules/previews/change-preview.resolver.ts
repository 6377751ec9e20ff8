import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../../graphql/context.ts';
import { toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import { oneOf } from '../../graphql/one-of.ts';
import { AuditObject, type Actor } from '../audit/index.ts';
import { access, Scope } from '../auth/index.ts';
import { toFilterUpdate, type FilterService } from '../filters/index.ts';
import { toLogSourceUpdate, type LogSourceService } from '../log-sources/index.ts';
import { changeConfiguration, type MakeChange } from '../outbox/index.ts';
import { checkPreviewEvents, toPipelinePreviewObject } from '../pipelines/index.ts';
import {
  toBulkChange,
  toRuleUpdate,
  toSelection,
  type BulkChangeService,
  type RuleService,
} from '../rules/index.ts';
import type { SampleEvents } from '../topics/index.ts';
import { previewChange, type Written } from './change-preview.ts';
import {
  ChangePreviewType,
  PreviewFilterInput,
  PreviewLogSourceInput,
  PreviewRulesInput,
} from './change-preview.type.ts';

/** Services that make their changes by the given function. */
export type PreviewedServicesFor = (change: MakeChange) => {
  readonly filters: FilterService;
  readonly logSources: LogSourceService;
  readonly rules: RuleService;
  readonly bulkChanges: BulkChangeService;
};

type Services = ReturnType<PreviewedServicesFor>;
type Work = (services: Services, actor: Actor) => Promise<Written>;

interface Previewed {
  readonly object: AuditObject;
  readonly work: Work;
  /** Throws NOT_FOUND where what is changed is not there: nothing is to be previewed. Undefined for what is new. */
  readonly get: ((services: Services) => Promise<unknown>) | undefined;
}

/** For what refuses no text. */
async function done(work: Promise<unknown>): Promise<Written> {
  await work;
  return { kind: 'done' };
}

/** Only for those who may make the change: it is made and taken back, and holds the locks of its rows meanwhile. */
@Resolver()
export class ChangePreviewResolver {
  private readonly database: DataSource;
  private readonly servicesFor: PreviewedServicesFor;
  private readonly sampled: SampleEvents;
  constructor(database: DataSource, servicesFor: PreviewedServicesFor, sampled: SampleEvents) {
    this.database = database;
    this.servicesFor = servicesFor;
    this.sampled = sampled;
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Query(() => ChangePreviewType, {
    description:
      'What creating, updating or deleting a filter would do to the pipelines that use it. NOT_FOUND where there is no such filter.',
  })
  async previewFilter(
    @Arg('input', () => PreviewFilterInput, {
      description: 'The change, as it would be sent, and events to try it on.',
    })
    { create, update, delete: deletedId, ...look }: PreviewFilterInput,
    @Ctx() context: Context,
  ): Promise<ChangePreviewType> {
    const work = oneOf<Work>({
      create: create ? ({ filters }, actor) => filters.create(actor, create) : undefined,
      update: update ? ({ filters }, actor) => filters.update(actor, toFilterUpdate(update)) : undefined,
      delete: deletedId ? ({ filters }, actor) => done(filters.delete(actor, deletedId)) : undefined,
    });
    const id = update?.id ?? deletedId;
    const get = id ? ({ filters }: Services) => filters.get(id) : undefined;
    return this.preview(context, { object: AuditObject.FILTER, work, get }, look);
  }

  @Authorized(access.engineers(Scope.PIPELINES_WRITE))
  @Query(() => ChangePreviewType, {
    description:
      'What creating, updating or deleting a log source would do to the pipelines that use it. NOT_FOUND where there is no such log source.',
  })
  async previewLogSource(
    @Arg('input', () => PreviewLogSourceInput, {
      description: 'The change, as it would be sent, and events to try it on.',
    })
    { create, update, delete: deletedId, ...look }: PreviewLogSourceInput,
    @Ctx() context: Context,
  ): Promise<ChangePreviewType> {
    const work = oneOf<Work>({
      create: create ? ({ logSources }, actor) => logSources.create(actor, create) : undefined,
      update: update
        ? ({ logSources }, actor) => logSources.update(actor, toLogSourceUpdate(update))
        : undefined,
      delete: deletedId ? ({ logSources }, actor) => done(logSources.delete(actor, deletedId)) : undefined,
    });
    const id = update?.id ?? deletedId;
    const get = id ? ({ logSources }: Services) => logSources.get(id) : undefined;
    return this.preview(context, { object: AuditObject.LOG_SOURCE, work, get }, look);
  }

  @Authorized(access.engineers(Scope.RULES_WRITE, Scope.PIPELINES_READ))
  @Query(() => ChangePreviewType, {
    description:
      'What creating, changing, moving or deleting rules would do to the pipelines that match them. All rules of a repository are selected by `filter: { repositoryIds }`. NOT_FOUND where there is no such rule.',
  })
  async previewRules(
    @Arg('input', () => PreviewRulesInput, {
      description: 'The change, as it would be sent, and events to try it on.',
    })
    { create, update, delete: deletedId, change, ...look }: PreviewRulesInput,
    @Ctx() context: Context,
  ): Promise<ChangePreviewType> {
    const work = oneOf<Work>({
      create: create
        ? ({ rules }, actor) => rules.create(actor, create.repositoryId, create.text, create.stage)
        : undefined,
      update: update ? ({ rules }, actor) => rules.update(actor, toRuleUpdate(update)) : undefined,
      delete: deletedId ? ({ rules }, actor) => done(rules.delete(actor, deletedId)) : undefined,
      change: change
        ? ({ bulkChanges }, actor) =>
            done(bulkChanges.change(actor, toSelection(change.selection), toBulkChange(change.change), false))
        : undefined,
    });
    const id = update?.id ?? deletedId;
    const get = id ? ({ rules }: Services) => rules.get(id) : undefined;
    return this.preview(context, { object: AuditObject.RULE, work, get }, look);
  }

  private async preview(
    context: Context,
    { object, work, get }: Previewed,
    { events, sample }: Pick<PreviewFilterInput, 'events' | 'sample'>,
  ): Promise<ChangePreviewType> {
    const { actor, topics } = context;
    checkPreviewEvents(events);
    await get?.(this.servicesFor(changeConfiguration));
    const { diagnostics, pipelines, ...rest } = await previewChange(this.database, actor, {
      object,
      work: (make) => work(this.servicesFor(make), actor),
      events: await this.sampled(context, events, sample),
      isVisible: (pipeline) => topics.allowsPipeline(pipeline),
    });
    return {
      ...rest,
      diagnostics: diagnostics.map(toDiagnosticType),
      pipelines: { count: pipelines.count, first: pipelines.first.map(toPipelinePreviewObject) },
    };
  }
}
