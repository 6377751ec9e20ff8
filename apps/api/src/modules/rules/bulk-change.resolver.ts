import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import { toBulkChange } from './bulk-change-input.ts';
import type { BulkChangeService, BulkOutcome } from './bulk-change.service.ts';
import { ChangeRulesInput, ChangeRulesPayload, RuleChangeOutcome } from './bulk-change.type.ts';
import { toSelection } from './rule-selection.type.ts';

/** Rules that an answer names. */
const MAX_NAMED = 1_000;

@Resolver()
export class BulkChangeResolver {
  private readonly bulk: BulkChangeService;
  constructor(bulk: BulkChangeService) {
    this.bulk = bulk;
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => ChangeRulesPayload, {
    description:
      'Changes, moves or deletes many rules in one revision. A rule that is refused keeps none of the others out.',
  })
  async changeRules(
    @Arg('input', () => ChangeRulesInput, { description: 'Try it with `dryRun` first.' })
    { selection, change, dryRun }: ChangeRulesInput,
    @Ctx() { actor }: Context,
  ): Promise<ChangeRulesPayload> {
    const report = await this.bulk.change(actor, toSelection(selection), toBulkChange(change), dryRun);
    const of = (...outcomes: readonly BulkOutcome['outcome'][]): BulkOutcome[] =>
      report.outcomes.filter(({ outcome }) => outcomes.includes(outcome));
    const [refused, changed, unchanged] = [of('REFUSED'), of('CHANGED', 'DELETED'), of('UNCHANGED')];
    return {
      ...{ changed: changed.length, unchanged: unchanged.length, refused: refused.length },
      rules: [...refused, ...changed, ...unchanged]
        .slice(0, MAX_NAMED)
        .map(({ ruleId, title, outcome, reason }) => ({
          ...{ ruleId, title: title ?? null, reason: reason ?? null },
          outcome: RuleChangeOutcome[outcome],
        })),
      revision: report.revision,
    };
  }
}
