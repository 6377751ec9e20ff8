import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { unifiedDiff } from '../../unified-diff.ts';
import { access, Scope } from '../auth/index.ts';
import { RevertRulePayload } from './rule-change.type.ts';
import type { RuleText, RuleVersionService } from './rule-version.service.ts';
import { RevertRuleInput, RuleVersionObject } from './rule-version.type.ts';
import { toPayload } from './written-rule-object.ts';

@Resolver(() => RuleVersionObject)
export class RuleVersionResolver {
  private readonly versions: RuleVersionService;
  constructor(versions: RuleVersionService) {
    this.versions = versions;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [RuleVersionObject], {
    description: 'Newest first, from the text that the rule has; the last 50 before it are kept.',
  })
  ruleVersions(
    @Arg('ruleId', () => ID, { description: 'Of the rule; NOT_FOUND where there is none.' }) ruleId: string,
  ): Promise<readonly RuleText[]> {
    return this.versions.list(ruleId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'From the text before it, as `diff -u` writes it, without names of files; null of the oldest that is kept.',
  })
  diff(@Root() { text, before }: RuleText): string | null {
    return before === undefined ? null : unifiedDiff(before, text);
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => RevertRulePayload, {
    description: 'Gives a rule an older text. Stage, level and whether it is enabled stay as they are.',
  })
  async revertRule(
    @Arg('input', () => RevertRuleInput, { description: 'The rule and the version to go back to.' })
    { id, version, toVersion, allowFailingTests }: RevertRuleInput,
    @Ctx() { actor }: Context,
  ): Promise<RevertRulePayload> {
    return toPayload(await this.versions.revert(actor, { id, version, toVersion, allowFailingTests }));
  }
}
