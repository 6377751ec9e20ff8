import { Arg, Authorized, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { pageInfoOf } from '../../graphql/page-info.ts';
import { access, Scope } from '../auth/index.ts';
import { encodeCursor } from '../detections/index.ts';
import type { KeptShadowMatch, ShadowMatchService } from './shadow-match.service.ts';
import { ShadowMatchConnection, ShadowMatchType } from './shadow-match.type.ts';

@Resolver(() => ShadowMatchType)
export class ShadowMatchResolver {
  private readonly kept: ShadowMatchService;
  constructor(kept: ShadowMatchService) {
    this.kept = kept;
  }

  @Authorized(access.everyone(Scope.DETECTIONS_READ))
  @Query(() => ShadowMatchConnection, {
    description:
      'Samples of what a rule matched in the stage SHADOW, newest first, at most 100 a page. A worker takes 5 a minute of a rule in a pipeline, and the newest 100 are kept, for as long as detections; `metricsHistory` counts all as `shadowMatches`.',
  })
  async shadowMatches(
    @Arg('ruleId', () => ID, { description: 'Also of a rule that is LIVE or deleted since.' }) ruleId: string,
    @Arg('pipelineId', () => ID, { nullable: true, description: 'Any where it is left out.' })
    pipelineId: string | null,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 100.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'A cursor of the page before; BAD_USER_INPUT for one that no page gave.',
    })
    after: string | null,
    @Ctx() { topics, loaders }: Context,
  ): Promise<ShadowMatchConnection> {
    const filter = { ruleId, pipelineId: pipelineId ?? undefined, topicLikes: topics.likes };
    const page = await this.kept.page(filter, first, after ?? undefined);
    const names = new Map((await loaders.pipelines()).map(({ id, name }) => [id, name]));
    const edges = page.matches.map((kept) => {
      const node = toShadowMatch(kept, names.get(kept.pipeline_id) ?? kept.pipeline_id);
      return { cursor: encodeCursor(node), node };
    });
    return { edges, pageInfo: pageInfoOf(edges, after, page.hasNextPage) };
  }
}

function toShadowMatch(kept: KeptShadowMatch, pipelineName: string): ShadowMatchType {
  const { id, topic, partition, offset, event } = kept;
  return {
    ...{ id, topic, partition, offset, event, pipelineName },
    ruleId: kept.rule_id,
    pipelineId: kept.pipeline_id,
    matchedAt: kept.matched_at,
    eventAt: kept.event_at,
    revision: Number(kept.revision),
    eventTruncated: kept.event_truncated,
  };
}
