import type { DataSource } from 'typeorm';
import type { HealthCheck, Verdict } from './health-check.ts';

/** A repository that is synced, and how its last run ended; nulls where none has. */
export interface SyncedRepository {
  readonly name: string;
  readonly state: 'SUCCEEDED' | 'FAILED' | 'NEEDS_CONFIRMATION' | null;
  readonly error: string | null;
}

/** Repositories that the message names. */
const NAMED = 5;
const MAX_ERROR_CHARS = 200;

const SYNCED = `
  SELECT r.name, last.state, last.error FROM repositories r
  LEFT JOIN LATERAL (
    SELECT state, error FROM sync_runs s
    WHERE s.repository_id = r.id AND s.state NOT IN ('QUEUED', 'RUNNING', 'CANCELLED')
    ORDER BY s.queued_at DESC, s.id DESC LIMIT 1) last ON true
  WHERE r.type <> 'LOCAL' ORDER BY r.name`;

export function checkRepositories(database: DataSource): HealthCheck {
  return {
    part: 'REPOSITORIES',
    remedy: 'See whether Postgres can be reached.',
    async look() {
      return judgeRepositories(await database.query<SyncedRepository[]>(SYNCED));
    },
  };
}

export function judgeRepositories(synced: readonly SyncedRepository[]): Verdict {
  const failing = synced.filter(({ state }) => state === 'FAILED' || state === 'NEEDS_CONFIRMATION');
  if (failing.length === 0) return { status: 'OK', message: `${synced.length} repositories are synced.` };
  const told = failing.slice(0, NAMED).map(({ name, state, error }) => {
    if (state === 'NEEDS_CONFIRMATION') return `"${name}" waits to be confirmed.`;
    return `"${name}" failed: ${(error ?? 'for an unknown reason').slice(0, MAX_ERROR_CHARS)}`;
  });
  return {
    status: 'DEGRADED',
    message: `Of ${synced.length} repositories ${failing.length} are not up to date. ${told.join(' ')}`,
    remedy:
      'Their rules stay as they were. See the last run of each ("syncRuns"), and start it again or confirm it.',
  };
}
