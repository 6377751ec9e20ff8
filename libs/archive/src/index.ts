export { ArchiveError } from './archive-error.ts';
export type { ArchiveErrorCode } from './archive-error.ts';
export { defaultFolders, readRuleFiles } from './read-rule-files.ts';
export type { ReadOptions, RuleSource } from './read-rule-files.ts';
export { defaultLimits } from './rule-file.ts';
export type { ArchiveLimits, RuleFile, RuleFileProblem } from './rule-file.ts';
