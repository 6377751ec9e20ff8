import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { unifiedDiff } from '../../unified-diff.ts';
import { access, Scope } from '../auth/index.ts';
import type { Changed } from '../outbox/index.ts';
import { textsOf, toRuleObject } from './rule-object.ts';
import type { RuleOverrideService } from './rule-override.service.ts';
import {
  DropOverridePayload,
  type OverridePayload,
  PinRulePayload,
  RuleAtInput,
  UnpinRulePayload,
} from './rule-override.type.ts';
import type { Rule } from './rule.entity.ts';
import { RuleObject } from './rule.type.ts';

@Resolver(() => RuleObject)
export class RuleOverrideResolver {
  private readonly overrides: RuleOverrideService;
  constructor(overrides: RuleOverrideService) {
    this.overrides = overrides;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "From upstream's text to this one, as `diff -u` writes it; null where they are the same.",
  })
  async upstreamDiff(@Root() rule: RuleObject, @Ctx() context: Context): Promise<string | null> {
    if (!rule.overridden) return null;
    const { upstreamText, text } = await textsOf(rule, context);
    return unifiedDiff(upstreamText ?? '', text);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What upstream has in its place; null where that is the text, or nothing any more.',
  })
  async upstreamText(@Root() rule: RuleObject, @Ctx() context: Context): Promise<string | null> {
    if (!rule.overridden || rule.isGoneUpstream) return null;
    return (await textsOf(rule, context)).upstreamText;
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => PinRulePayload, { description: 'Keeps the text of a synced rule, whatever upstream does.' })
  async pinRule(
    @Arg('input', () => RuleAtInput, { description: 'The rule; CONFLICT where it is pinned already.' })
    input: RuleAtInput,
    @Ctx() { actor }: Context,
  ): Promise<PinRulePayload> {
    return toOverridePayload(await this.overrides.pin(actor, input));
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => UnpinRulePayload, {
    description: "The rule takes upstream's text at once; one that was edited here stays an override.",
  })
  async unpinRule(
    @Arg('input', () => RuleAtInput, { description: 'The rule; CONFLICT where it is not pinned.' })
    input: RuleAtInput,
    @Ctx() { actor }: Context,
  ): Promise<UnpinRulePayload> {
    return toOverridePayload(await this.overrides.unpin(actor, input));
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => DropOverridePayload, { description: "Takes upstream's text, and takes the pin away." })
  async dropOverride(
    @Arg('input', () => RuleAtInput, {
      description: "The rule; CONFLICT where its text is upstream's, or upstream has it no more.",
    })
    input: RuleAtInput,
    @Ctx() { actor }: Context,
  ): Promise<DropOverridePayload> {
    return toOverridePayload(await this.overrides.drop(actor, input));
  }
}

export function toOverridePayload({ value, revision }: Changed<Rule>): OverridePayload {
  return { rule: toRuleObject(value), revision };
}
