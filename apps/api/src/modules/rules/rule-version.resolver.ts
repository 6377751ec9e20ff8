import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import { RevertRulePayload } from './rule-change.type.ts';
import type { RuleText, RuleVersionService } from './rule-version.service.ts';
import { RevertRuleInput, RuleVersionObject } from './rule-version.type.ts';
import { toPayload } from './written-rule-object.ts';

@Resolver()
export class RuleVersionResolver {
  private readonly versions: RuleVersionService;
  constructor(versions: RuleVersionService) {
    this.versions = versions;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [RuleVersionObject], {
    description: 'Newest first, from the text that the rule has; the last 50 before it are kept.',
  })
  ruleVersions(@Arg('ruleId', () => ID) ruleId: string): Promise<readonly RuleText[]> {
    return this.versions.list(ruleId);
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => RevertRulePayload, {
    description: 'Gives a rule an older text. Stage, level and whether it is enabled stay as they are.',
  })
  async revertRule(
    @Arg('input', () => RevertRuleInput) { id, version, toVersion, allowFailingTests }: RevertRuleInput,
    @Ctx() { actor }: Context,
  ): Promise<RevertRulePayload> {
    return toPayload(await this.versions.revert(actor, { id, version, toVersion, allowFailingTests }));
  }
}
