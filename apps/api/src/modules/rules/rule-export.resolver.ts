import { buffer } from 'node:stream/consumers';
import { Arg, Authorized, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { access, Scope } from '../auth/index.ts';
import type { RuleExportService } from './rule-export.service.ts';
import { RuleSelectionInput, toSelection } from './rule-selection.type.ts';

const MAX_RULES = 1_000;

@ObjectType('RuleBundle', {
  description: 'Rules as files: each text as it was written, below the folder of its repository.',
})
export class RuleBundleType {
  @Field(() => String, { description: 'To save it under.' })
  fileName!: string;

  @Field(() => String, { description: 'A .tar.gz, which `uploadRules` takes again.' })
  contentBase64!: string;

  @Field(() => Int, { description: 'Rules in the archive.' })
  ruleCount!: number;
}

@Resolver()
export class RuleExportResolver {
  private readonly exporter: RuleExportService;
  constructor(exporter: RuleExportService) {
    this.exporter = exporter;
  }

  @Authorized(access.everyone(Scope.RULES_READ))
  @Query(() => RuleBundleType, {
    description:
      'At most 1,000 rules; `POST /export/rules.tar.gz` with the same selection as JSON has no such limit.',
  })
  async exportRules(
    @Arg('selection', () => RuleSelectionInput, {
      description: 'Which rules; whether enabled and in which stage they are makes no difference.',
    })
    selection: RuleSelectionInput,
  ): Promise<RuleBundleType> {
    const { ruleCount, archive } = await this.exporter.bundle(toSelection(selection), MAX_RULES);
    return {
      fileName: 'rules.tar.gz',
      contentBase64: (await buffer(archive)).toString('base64'),
      ruleCount,
    };
  }
}
