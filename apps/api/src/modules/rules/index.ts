export { toRuleFileReport } from './file-report-object.ts';
export type { FileReport } from './import-report.ts';
export { RuleObject } from './rule.type.ts';
export { Rule } from './rule.entity.ts';
export { createRuleImportService } from './rule-import.service.ts';
export type { RuleImportService } from './rule-import.service.ts';
export { createRuleService } from './rule.service.ts';
export type { RuleService } from './rule.service.ts';
export { RuleFileReport } from './rule-upload.type.ts';
