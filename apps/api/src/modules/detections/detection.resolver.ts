import { Arg, Authorized, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { isUuid } from '../../database/uuid.ts';
import type { Context } from '../../graphql/context.ts';
import { pageInfoOf } from '../../graphql/page-info.ts';
import { indexOfLevel, levelOfIndex } from '../../graphql/rule-level.ts';
import { toTechnique } from '../../graphql/technique.type.ts';
import { access, Scope } from '../auth/index.ts';
import { encodeCursor } from './detection-cursor.ts';
import { keptToDetectionType } from './detection-object.ts';
import {
  DetectionConnection,
  DetectionDetailType,
  DetectionFacets,
  DetectionFilterInput,
  DetectionHistogramType,
} from './detection-page.type.ts';
import type { DetectionFilter } from './detection-query.ts';
import type { DetectionService, KeptDetection } from './detection.service.ts';
import { DetectionType } from './detection.type.ts';

/** Titles of rules by their ids; rules that are gone are left out. */
export type RuleTitles = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

@Resolver(() => DetectionType)
export class DetectionResolver {
  private readonly kept: DetectionService;
  private readonly ruleTitles: RuleTitles;
  constructor(kept: DetectionService, ruleTitles: RuleTitles) {
    this.kept = kept;
    this.ruleTitles = ruleTitles;
  }

  @Authorized(access.everyone(Scope.DETECTIONS_READ))
  @Query(() => DetectionConnection, { description: 'Newest first, at most 200 a page.' })
  async detections(
    @Arg('filter', () => DetectionFilterInput, {
      nullable: true,
      description: 'All that are kept where it is left out.',
    })
    filter: DetectionFilterInput | null,
    @Arg('first', () => Int, { defaultValue: 50, description: '1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'A cursor of the page before; BAD_USER_INPUT for one that no page gave.',
    })
    after: string | null,
    @Ctx() context: Context,
  ): Promise<DetectionConnection> {
    const page = await this.kept.page(toFilter(filter, context), first, after ?? undefined);
    const nodes = await named(page.detections, context);
    const edges = nodes.map((node) => ({ cursor: encodeCursor(node), node }));
    return {
      edges,
      // Of those that were looked at, the last may be none that the caller sees.
      pageInfo: { ...pageInfoOf(edges, after, page.hasNextPage), endCursor: page.endCursor ?? null },
    };
  }

  @Authorized(access.everyone(Scope.DETECTIONS_READ))
  @Query(() => DetectionDetailType, {
    description:
      'One detection with its neighbours; NOT_FOUND where it is older than what is kept, or of a topic that the caller may not see.',
  })
  async detection(
    @Arg('id', () => ID, { description: 'Of the detection, as the header `sluice-detection-id` has it.' })
    id: string,
    @Ctx() context: Context,
  ): Promise<DetectionDetailType> {
    const { detection, before, after } = await this.kept.detail(id, context.topics.likes);
    const [[one], earlier, later] = await Promise.all([
      named([detection], context),
      named(before, context),
      named(after, context),
    ]);
    return { detection: one as DetectionType, before: earlier, after: later };
  }

  @Authorized(access.everyone(Scope.DETECTIONS_READ))
  @Query(() => DetectionFacets, { description: 'Counts to narrow a filter down by.' })
  async detectionFacets(
    @Arg('filter', () => DetectionFilterInput, {
      nullable: true,
      description: 'The same as for `detections`.',
    })
    filter: DetectionFilterInput | null,
    @Ctx() context: Context,
  ): Promise<DetectionFacets> {
    const counts = await this.kept.facets(toFilter(filter, context));
    const [titles, pipelines] = await Promise.all([
      this.ruleTitles([...counts.rules.keys()].filter(isUuid)),
      context.loaders.pipelines(),
    ]);
    const names = new Map(pipelines.map(({ id, name }) => [id, name]));
    return {
      total: counts.total,
      isCapped: counts.isCapped,
      levels: [...counts.levels]
        .sort(([a], [b]) => Number(b) - Number(a))
        .map(([level, count]) => ({ level: levelOfIndex(Number(level)), count })),
      rules: [...counts.rules].map(([ruleId, count]) => ({
        ruleId,
        title: titles.get(ruleId) ?? ruleId,
        count,
      })),
      pipelines: [...counts.pipelines].map(([pipelineId, count]) => ({
        pipelineId,
        pipelineName: names.get(pipelineId) ?? pipelineId,
        count,
      })),
      techniques: [...counts.techniques].map(([id, count]) => ({ technique: toTechnique(id), count })),
    };
  }

  @Authorized(access.everyone(Scope.DETECTIONS_READ))
  @Query(() => DetectionHistogramType, {
    description:
      'Without a range: the last 24 hours. At most 2,000 steps, which begin at multiples of the step since 1970.',
  })
  async detectionHistogram(
    @Arg('filter', () => DetectionFilterInput, {
      nullable: true,
      description: 'The same as for `detections`; with `from` and `to` as the range.',
    })
    filter: DetectionFilterInput | null,
    @Arg('step', () => Int, { description: 'Seconds.' }) step: number,
    @Ctx() context: Context,
  ): Promise<DetectionHistogramType> {
    const { points, isCapped } = await this.kept.histogram(toFilter(filter, context), step);
    return { points: points.map(({ atMs, count }) => ({ at: new Date(atMs), count })), isCapped };
  }
}

async function named(detections: readonly KeptDetection[], { loaders }: Context): Promise<DetectionType[]> {
  const names = new Map((await loaders.pipelines()).map(({ id, name }) => [id, name]));
  return detections.map((kept) => keptToDetectionType(kept, names.get(kept.pipeline_id) ?? kept.pipeline_id));
}

function toFilter(filter: DetectionFilterInput | null, { topics: allowed }: Context): DetectionFilter {
  const { from, to, pipelineIds, ruleIds, levels, techniques, topics, text } = filter ?? {};
  return {
    from: from ?? undefined,
    to: to ?? undefined,
    pipelineIds: pipelineIds ?? undefined,
    ruleIds: ruleIds ?? undefined,
    levels: levels?.map(indexOfLevel),
    techniques: techniques ?? undefined,
    topics: topics ?? undefined,
    topicLikes: allowed.likes,
    text: text === null || text === '' ? undefined : text,
  };
}
