export { createDryRunService } from './dry-run.service.ts';
