import { parseRule, type RuleMetadata } from '@sluice/sigma';
import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { DiagnosticType, toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import { PageInput } from '../../graphql/page-input.type.ts';
import { access, Scope } from '../auth/index.ts';
import { RepositoryObject } from '../repositories/index.ts';
import { toRuleUpdate } from './rule-change-input.ts';
import { textsOf, toListedRuleObject, toRuleObject } from './rule-object.ts';
import type { RuleService } from './rule.service.ts';
import {
  CreateRuleInput,
  CreateRulePayload,
  DeleteRulePayload,
  UpdateRuleInput,
  UpdateRulePayload,
} from './rule-change.type.ts';
import { RuleFilterInput, RulePage, RuleSort, toRuleFilter } from './rule-page.type.ts';
import { RuleObject } from './rule.type.ts';
import { toPayload } from './written-rule-object.ts';

/** Matches of a rule in the last 15 minutes. */
export type RecentMatches = (ruleId: string) => number;

/** The fields that are read from the text each time: nothing sorts or searches by them. */
const parsed = new WeakMap<RuleObject, Promise<RuleMetadata | undefined>>();
function metadataOf(rule: RuleObject, context: Context): Promise<RuleMetadata | undefined> {
  let metadata = parsed.get(rule);
  if (metadata === undefined) {
    metadata = textsOf(rule, context).then(({ text }) => {
      const result = parseRule(text);
      return result.ok ? result.value.metadata : undefined;
    });
    parsed.set(rule, metadata);
  }
  return metadata;
}

@Resolver(() => RuleObject)
export class RuleResolver {
  private readonly rules: RuleService;
  private readonly matches: RecentMatches;
  constructor(rules: RuleService, matches: RecentMatches) {
    this.rules = rules;
    this.matches = matches;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => RulePage, { name: 'rules', description: 'One page of the rules that pass a filter.' })
  async page(
    @Arg('filter', () => RuleFilterInput, { nullable: true, description: 'All rules where it is left out.' })
    filter: RuleFilterInput | null,
    @Arg('page', () => PageInput, { nullable: true, description: 'The first 50 where it is left out.' })
    page: PageInput | null,
    @Arg('sort', () => RuleSort, {
      defaultValue: RuleSort.TITLE,
      description: 'Rules that are alike in it follow by title, but with UPDATED_AT.',
    })
    sort: RuleSort,
  ): Promise<RulePage> {
    const wanted = toRuleFilter(filter);
    const { items, totalCount } = await this.rules.page(wanted, sort, page ?? { limit: 50, offset: 0 });
    return { items: items.map((rule) => toListedRuleObject(rule)), totalCount };
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => RuleObject, {
    description: 'One rule with its text; NOT_FOUND where there is none, or no longer.',
  })
  async rule(@Arg('id', () => ID, { description: 'Of the rule.' }) id: string): Promise<RuleObject> {
    return toRuleObject(await this.rules.get(id));
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [DiagnosticType], {
    description:
      'Checks a text as an upload would, and lints it; stores nothing. Without a finding of severity ERROR it would be taken.',
  })
  validateRule(
    @Arg('text', () => String, { description: 'Sigma YAML, at most 1,048,576 characters.' }) text: string,
  ): DiagnosticType[] {
    return this.rules.validate(text).map(toDiagnosticType);
  }

  @FieldResolver(() => RepositoryObject, {
    description: 'The one that it belongs to; pipelines that use it match the rule.',
  })
  repository(@Root() { repositoryId }: RuleObject, @Ctx() { loaders }: Context): Promise<RepositoryObject> {
    return loaders.repository.load(repositoryId);
  }

  @FieldResolver(() => String, { description: 'The Sigma YAML as it was written.' })
  async text(@Root() rule: RuleObject, @Ctx() context: Context): Promise<string> {
    return (await textsOf(rule, context)).text;
  }

  @FieldResolver(() => Int, { description: 'Matches in the last 15 minutes, over all pipelines.' })
  recentMatches(@Root() { id }: RuleObject): number {
    return this.matches(id);
  }

  @FieldResolver(() => String, { nullable: true, description: 'null where the author gave none.' })
  async description(@Root() rule: RuleObject, @Ctx() context: Context): Promise<string | null> {
    return (await metadataOf(rule, context))?.description ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'null where the author gave none.' })
  async author(@Root() rule: RuleObject, @Ctx() context: Context): Promise<string | null> {
    return (await metadataOf(rule, context))?.author ?? null;
  }

  @FieldResolver(() => [String], { description: 'As the author wrote them, such as `attack.t1059.001`.' })
  async tags(@Root() rule: RuleObject, @Ctx() context: Context): Promise<readonly string[]> {
    return (await metadataOf(rule, context))?.tags ?? [];
  }

  @FieldResolver(() => [String], { description: 'Links that the author gave; Sluice does not follow them.' })
  async references(@Root() rule: RuleObject, @Ctx() context: Context): Promise<readonly string[]> {
    return (await metadataOf(rule, context))?.references ?? [];
  }

  @FieldResolver(() => [String], { description: "What else may match, in the author's words." })
  async falsePositives(@Root() rule: RuleObject, @Ctx() context: Context): Promise<readonly string[]> {
    return (await metadataOf(rule, context))?.falsePositives ?? [];
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => CreateRulePayload, {
    description: 'Adds a rule to a LOCAL repository, where its Sigma id must be new: CONFLICT otherwise.',
  })
  async createRule(
    @Arg('input', () => CreateRuleInput, { description: 'The rule and where it goes.' })
    { repositoryId, text, stage }: CreateRuleInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateRulePayload> {
    return toPayload(await this.rules.create(actor, repositoryId, text, stage));
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => UpdateRulePayload, {
    description:
      'Changes text, stage or level of a rule, or enables or disables it; a synced one with another text becomes an override.',
  })
  async updateRule(
    @Arg('input', () => UpdateRuleInput, { description: 'What is to change, and of which version.' })
    input: UpdateRuleInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateRulePayload> {
    return toPayload(await this.rules.update(actor, toRuleUpdate(input)));
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => DeleteRulePayload, {
    description:
      'Takes the rule from the workers, with its tests and versions. CONFLICT for one that is synced, as the next run would bring it back: disable it instead.',
  })
  async deleteRule(
    @Arg('id', () => ID, { description: 'Of the rule.' }) id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteRulePayload> {
    const { value, revision } = await this.rules.delete(actor, id);
    return { id: value, revision };
  }
}
