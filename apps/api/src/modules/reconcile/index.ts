export { createReconcileService } from './reconcile.service.ts';
export { implementReconcile, reconcile, RECONCILE_TIMES } from './reconcile.jobs.ts';
