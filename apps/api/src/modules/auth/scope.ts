/** What an API token may do, as far as its owner may. A scope to write covers reading the same. */
export enum Scope {
  /** Rules and their repositories. */
  RULES_READ = 'RULES_READ',
  RULES_WRITE = 'RULES_WRITE',
  /** Pipelines, filters and log sources. */
  PIPELINES_READ = 'PIPELINES_READ',
  PIPELINES_WRITE = 'PIPELINES_WRITE',
  /** Topics and the events in them. */
  TOPICS_READ = 'TOPICS_READ',
  TOPICS_WRITE = 'TOPICS_WRITE',
  DETECTIONS_READ = 'DETECTIONS_READ',
  /** Numbers of pipelines, topics and workers. */
  METRICS_READ = 'METRICS_READ',
  AUDIT_READ = 'AUDIT_READ',
  /** Retentions, limits and defaults. */
  SETTINGS_READ = 'SETTINGS_READ',
  SETTINGS_WRITE = 'SETTINGS_WRITE',
}

const COVERED_BY: Partial<Record<Scope, Scope>> = {
  [Scope.RULES_READ]: Scope.RULES_WRITE,
  [Scope.PIPELINES_READ]: Scope.PIPELINES_WRITE,
  [Scope.TOPICS_READ]: Scope.TOPICS_WRITE,
  [Scope.SETTINGS_READ]: Scope.SETTINGS_WRITE,
};

/** Whether scopes that were given hold one that is needed. */
export function holdsScope(given: readonly Scope[], needed: Scope): boolean {
  const covering = COVERED_BY[needed];
  return given.includes(needed) || (covering !== undefined && given.includes(covering));
}
