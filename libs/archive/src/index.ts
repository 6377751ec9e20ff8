export { ArchiveError } from './archive-error.ts';
export type { ArchiveErrorCode } from './archive-error.ts';
export { packTarGz } from './pack-tar-gz.ts';
export type { TextFile } from './pack-tar-gz.ts';
export type { RuleSource } from './open-source.ts';
export { defaultFolders, readRuleFiles } from './read-rule-files.ts';
export type { ReadOptions } from './read-rule-files.ts';
export { defaultLimits } from './rule-file.ts';
export type { ArchiveLimits, RuleFile, RuleFileProblem } from './rule-file.ts';
