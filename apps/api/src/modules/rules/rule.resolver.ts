import { parseRule, type RuleMetadata } from '@sluice/sigma';
import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { DiagnosticType, toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import { indexOfLevel } from '../../graphql/rule-level.ts';
import { access, Scope } from '../auth/index.ts';
import { RepositoryObject } from '../repositories/index.ts';
import { toRuleObject } from './rule-object.ts';
import type { RuleService } from './rule.service.ts';
import {
  CreateRuleInput,
  CreateRulePayload,
  DeleteRulePayload,
  UpdateRuleInput,
  UpdateRulePayload,
} from './rule-change.type.ts';
import { PageInput, RuleFilterInput, RulePage, RuleSort, toRuleFilter } from './rule-page.type.ts';
import { RuleObject } from './rule.type.ts';
import { toPayload } from './written-rule-object.ts';

/** Matches of a rule in the last 15 minutes. */
export type RecentMatches = (ruleId: string) => number;

/** The fields that are read from the text each time: nothing sorts or searches by them. */
const parsed = new WeakMap<RuleObject, RuleMetadata | null>();
function metadataOf(rule: RuleObject): RuleMetadata | null {
  let metadata = parsed.get(rule);
  if (metadata === undefined) {
    const result = parseRule(rule.text);
    metadata = result.ok ? result.value.metadata : null;
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
  @Query(() => RulePage, { name: 'rules' })
  async page(
    @Arg('filter', () => RuleFilterInput, { nullable: true }) filter: RuleFilterInput | null,
    @Arg('page', () => PageInput, { nullable: true }) page: PageInput | null,
    @Arg('sort', () => RuleSort, { defaultValue: RuleSort.TITLE }) sort: RuleSort,
  ): Promise<RulePage> {
    const wanted = toRuleFilter(filter);
    const { items, totalCount } = await this.rules.page(wanted, sort, page ?? { limit: 50, offset: 0 });
    return { items: items.map(toRuleObject), totalCount };
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => RuleObject)
  async rule(@Arg('id', () => ID) id: string): Promise<RuleObject> {
    return toRuleObject(await this.rules.get(id));
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => [DiagnosticType], {
    description:
      'Checks a text as an upload would, and lints it; stores nothing. Without a finding of severity ERROR it would be taken.',
  })
  validateRule(@Arg('text', () => String) text: string): DiagnosticType[] {
    return this.rules.validate(text).map(toDiagnosticType);
  }

  @FieldResolver(() => RepositoryObject)
  repository(@Root() { repositoryId }: RuleObject, @Ctx() { loaders }: Context): Promise<RepositoryObject> {
    return loaders.repository.load(repositoryId);
  }

  @FieldResolver(() => Int, { description: 'Matches in the last 15 minutes, over all pipelines.' })
  recentMatches(@Root() { id }: RuleObject): number {
    return this.matches(id);
  }

  @FieldResolver(() => String, { nullable: true, description: 'null where the author gave none.' })
  description(@Root() rule: RuleObject): string | null {
    return metadataOf(rule)?.description ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'null where the author gave none.' })
  author(@Root() rule: RuleObject): string | null {
    return metadataOf(rule)?.author ?? null;
  }

  @FieldResolver(() => [String])
  tags(@Root() rule: RuleObject): readonly string[] {
    return metadataOf(rule)?.tags ?? [];
  }

  @FieldResolver(() => [String])
  references(@Root() rule: RuleObject): readonly string[] {
    return metadataOf(rule)?.references ?? [];
  }

  @FieldResolver(() => [String])
  falsePositives(@Root() rule: RuleObject): readonly string[] {
    return metadataOf(rule)?.falsePositives ?? [];
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => CreateRulePayload)
  async createRule(
    @Arg('input', () => CreateRuleInput) { repositoryId, text, stage }: CreateRuleInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateRulePayload> {
    return toPayload(await this.rules.create(actor, repositoryId, text, stage));
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => UpdateRulePayload)
  async updateRule(
    @Arg('input', () => UpdateRuleInput) input: UpdateRuleInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateRulePayload> {
    const { id, version, text, enabled, stage, levelOverride, allowFailingTests } = input;
    return toPayload(
      await this.rules.update(actor, {
        id,
        version,
        allowFailingTests,
        text: text ?? undefined,
        enabled: enabled ?? undefined,
        stage: stage ?? undefined,
        levelOverride:
          levelOverride === null || levelOverride === undefined ? levelOverride : indexOfLevel(levelOverride),
      }),
    );
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => DeleteRulePayload)
  async deleteRule(@Arg('id', () => ID) id: string, @Ctx() { actor }: Context): Promise<DeleteRulePayload> {
    const { value, revision } = await this.rules.delete(actor, id);
    return { id: value, revision };
  }
}
