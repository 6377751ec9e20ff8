import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../graphql/context.ts';
import { indexOfLevel } from '../../graphql/rule-level.ts';
import { access, Scope } from '../auth/index.ts';
import type { BulkChange, BulkChangeService, BulkOutcome } from './bulk-change.service.ts';
import {
  ChangeRulesInput,
  ChangeRulesPayload,
  RuleChangeOutcome,
  type RuleChangeInput,
} from './bulk-change.type.ts';
import { toSelection } from './rule-selection.type.ts';

/** Rules that an answer names. */
const MAX_NAMED = 1_000;

function toChange({ delete: isDelete, ...input }: RuleChangeInput): BulkChange {
  const { enabled, stage, levelOverride, repositoryId } = input;
  const settings = {
    enabled: enabled ?? undefined,
    stage: stage ?? undefined,
    levelOverride:
      levelOverride === null || levelOverride === undefined ? levelOverride : indexOfLevel(levelOverride),
    repositoryId: repositoryId ?? undefined,
  };
  if (!isDelete) return { kind: 'set', settings };
  if (Object.values(settings).every((value) => value === undefined)) return { kind: 'delete' };
  throw new AppError(
    'BAD_USER_INPUT',
    'Rules that are deleted can not be changed too: "delete" stands alone.',
  );
}

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
    const report = await this.bulk.change(actor, toSelection(selection), toChange(change), dryRun);
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
