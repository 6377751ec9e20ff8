import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import { RuleSelectionInput, toSelection } from './rule-selection.type.ts';
import type { RuleTestService } from './rule-test.service.ts';
import {
  CreateRuleTestInput,
  CreateRuleTestPayload,
  DeleteRuleTestPayload,
  RuleTestObject,
  RunRuleTestsPayload,
  UpdateRuleTestInput,
  UpdateRuleTestPayload,
} from './rule-test.type.ts';
import { RuleObject } from './rule.type.ts';

@Resolver(() => RuleObject)
export class RuleTestResolver {
  private readonly tests: RuleTestService;
  constructor(tests: RuleTestService) {
    this.tests = tests;
  }

  @FieldResolver(() => [RuleTestObject], { name: 'tests', description: 'By name; at most 50.' })
  async testsOf(@Root() { id }: RuleObject, @Ctx() { loaders }: Context): Promise<readonly RuleTestObject[]> {
    return loaders.ruleTests.load(id);
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => CreateRuleTestPayload, {
    description: 'Keeps an event with a rule. A test may fail from the beginning.',
  })
  async createRuleTest(
    @Arg('input', () => CreateRuleTestInput, { description: 'The event and its rule.' })
    { ruleId, name, event, expectation }: CreateRuleTestInput,
    @Ctx() { actor }: Context,
  ): Promise<CreateRuleTestPayload> {
    return { test: await this.tests.create(actor, { ruleId, name, event, expectation }) };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => UpdateRuleTestPayload, { description: 'Changes a stored test and tries it at once.' })
  async updateRuleTest(
    @Arg('input', () => UpdateRuleTestInput, {
      description: 'What is to change, and of which version of which test.',
    })
    { id, version, name, event, expectation }: UpdateRuleTestInput,
    @Ctx() { actor }: Context,
  ): Promise<UpdateRuleTestPayload> {
    const update = {
      id,
      version: version ?? undefined,
      name: name ?? undefined,
      event: event ?? undefined,
      expectation: expectation ?? undefined,
    };
    return { test: await this.tests.update(actor, update) };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => DeleteRuleTestPayload, {
    description: 'Takes a stored test away; the rule no longer counts as failing for it.',
  })
  async deleteRuleTest(
    @Arg('id', () => ID, { description: 'Of the stored test.' }) id: string,
    @Ctx() { actor }: Context,
  ): Promise<DeleteRuleTestPayload> {
    await this.tests.delete(actor, id);
    return { id };
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => RunRuleTestsPayload, {
    description: 'Tries the stored tests of rules again. At most 2,000 rules with tests at once.',
  })
  async runRuleTests(
    @Arg('selection', () => RuleSelectionInput, { description: 'Rules without tests are passed over.' })
    selection: RuleSelectionInput,
  ): Promise<RunRuleTestsPayload> {
    const { failures, ...counts } = await this.tests.run(toSelection(selection));
    return {
      ...counts,
      failures: failures.map(({ rule, test }) => ({ ruleId: rule.id, ruleTitle: rule.title, test })),
    };
  }
}
