import { toDiagnosticType } from '../../graphql/diagnostic.type.ts';
import type { FileReport } from './import-report.ts';
import { RuleFileOutcome, type RuleFileReport } from './rule-upload.type.ts';

export function toRuleFileReport(report: FileReport): RuleFileReport {
  const { path, outcome, ruleId, sigmaId, title, diagnostics } = report;
  return {
    path,
    outcome: RuleFileOutcome[outcome],
    ruleId: ruleId ?? null,
    sigmaId: sigmaId ?? null,
    title: title ?? null,
    diagnostics: diagnostics.map(toDiagnosticType),
  };
}
