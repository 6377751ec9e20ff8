export type { UntoldLogSource } from '../log-source/known-log-sources.ts';
export { knownLogSources, untoldLogSources } from '../log-source/known-log-sources.ts';
