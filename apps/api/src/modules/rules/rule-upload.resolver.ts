import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.ts';
import { access, Scope } from '../auth/index.ts';
import { toRuleFileReport } from './file-report-object.ts';
import type { FileReport } from './import-report.ts';
import type { RuleImportService } from './rule-import.service.ts';
import { readUpload } from './read-upload.ts';
import { UploadRulesInput, UploadRulesPayload } from './rule-upload.type.ts';

@Resolver()
export class RuleUploadResolver {
  private readonly importer: RuleImportService;
  constructor(importer: RuleImportService) {
    this.importer = importer;
  }

  @Authorized(access.engineers(Scope.RULES_WRITE))
  @Mutation(() => UploadRulesPayload, {
    description:
      'Adds and changes rules by their Sigma id, in one revision. A refused file keeps none of the others out.',
  })
  async uploadRules(
    // A file with U+0000 is refused by itself, with a diagnostic.
    @Arg('input', () => UploadRulesInput, {
      validateFn: () => undefined,
      description: 'The whole request has at most 64 MiB.',
    })
    input: UploadRulesInput,
    @Ctx() { actor }: Context,
  ): Promise<UploadRulesPayload> {
    const files = await readUpload(input);
    const report = await this.importer.import(actor, input.repositoryId, files, input.dryRun);
    const count = (outcome: FileReport['outcome']): number =>
      report.files.filter((file) => file.outcome === outcome).length;
    return {
      added: count('ADDED'),
      changed: count('CHANGED'),
      unchanged: count('UNCHANGED'),
      refused: count('REFUSED'),
      files: report.files.map(toRuleFileReport),
      revision: report.revision,
    };
  }
}
