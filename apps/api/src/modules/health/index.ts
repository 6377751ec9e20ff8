export { checkDisk } from './check-disk.ts';
export { checkKafka } from './check-kafka.ts';
export { checkOutbox } from './check-outbox.ts';
export { checkPostgres } from './check-postgres.ts';
export { checkQueue } from './check-queue.ts';
export { checkRepositories } from './check-repositories.ts';
export { checkWorkers } from './check-workers.ts';
export { createHealthService, watchHealth } from './health.service.ts';
export type { HealthChange, HealthService } from './health.service.ts';
