export { createReconcileService } from './reconcile.service.ts';
export { implementReconcile, reconcile, RECONCILE_INTERVAL_MS } from './reconcile.jobs.ts';
