import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import { checkPreviewEvents, requireVisible, type PipelineService } from '../pipelines/index.ts';
import { toListedRuleObject } from '../rules/index.ts';
import type { SampleEvents } from '../topics/index.ts';
import type { PipelineRulesService } from './pipeline-rules.service.ts';
import { PipelineRulePageType, PipelineRulesArgs } from './pipeline-rules.type.ts';

@Resolver()
export class PipelineRulesResolver {
  private readonly pipelines: PipelineService;
  private readonly rules: PipelineRulesService;
  private readonly sampled: SampleEvents;
  constructor(pipelines: PipelineService, rules: PipelineRulesService, sampled: SampleEvents) {
    this.pipelines = pipelines;
    this.rules = rules;
    this.sampled = sampled;
  }

  @Authorized(access.everyone(Scope.PIPELINES_READ, Scope.RULES_READ))
  @Query(() => PipelineRulePageType, {
    description:
      'Rules that workers match for a pipeline, with their matches in it. NOT_FOUND also where it uses a topic that the caller may not see.',
  })
  async pipelineRules(
    @Args() { pipelineId, activity, search, sort, page, range, events, sample }: PipelineRulesArgs,
    @Ctx() context: Context,
  ): Promise<PipelineRulePageType> {
    checkPreviewEvents(events);
    const pipeline = requireVisible(await this.pipelines.get(pipelineId), context.topics);
    const { items, ...rest } = await this.rules.page(pipeline, {
      ...{ activity: activity ?? undefined, search: search ?? undefined, sort },
      ...{ page: page ?? { limit: 50, offset: 0 }, range: range ?? undefined },
      events: await this.sampled(context, events, sample),
    });
    return {
      ...rest,
      items: items.map(({ rule, missing, ...counts }) => ({
        ...{ rule: toListedRuleObject(rule), missing: missing ?? null, ...counts },
      })),
    };
  }
}
