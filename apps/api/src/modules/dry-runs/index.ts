export { createDryRunService } from './dry-run.service.ts';
export type { DryRunService } from './dry-run.service.ts';
