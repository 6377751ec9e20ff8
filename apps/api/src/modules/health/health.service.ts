import type { HealthCheck, HealthPart, HealthStatus, Verdict } from './health-check.ts';
import { HEALTH_STATUSES } from './health-check.ts';
import { runCheck } from './run-check.ts';

export interface PartHealth {
  readonly part: HealthPart;
  readonly verdict: Verdict;
  readonly latencyMs: number;
  /** When this replica first saw it so. */
  readonly since: Date;
}

export interface Health {
  /** That of the worst part. */
  readonly status: HealthStatus;
  readonly checkedAt: Date;
  readonly parts: readonly PartHealth[];
}

/** A part whose status is another one than before. */
export interface HealthChange {
  readonly part: HealthPart;
  readonly before: HealthStatus;
  readonly verdict: Verdict;
  readonly at: Date;
}

export interface HealthService {
  /** At most some seconds old; takes at most as long as one check may. */
  read(): Promise<Health>;
}

export interface HealthOptions {
  readonly checks: readonly HealthCheck[];
  readonly now: () => Date;
  readonly onChange: (change: HealthChange) => void;
  /** Longest time of one check. */
  readonly maxMs?: number;
}

const MAX_CHECK_MS = 5_000;
/** Many who look at once cause one look. */
const FRESH_MS = 2_000;

export function createHealthService(options: HealthOptions): HealthService {
  const { checks, now, onChange, maxMs = MAX_CHECK_MS } = options;
  const known = new Map<HealthPart, { readonly status: HealthStatus; readonly since: Date }>();
  let looking: { readonly atMs: number; readonly health: Promise<Health> } | undefined;

  function remember(part: HealthPart, verdict: Verdict, at: Date): Date {
    const before = known.get(part);
    if (before?.status === verdict.status) return before.since;
    known.set(part, { status: verdict.status, since: at });
    if (before !== undefined) onChange({ part, before: before.status, verdict, at });
    return at;
  }

  async function look(): Promise<Health> {
    const nowMs = (): number => now().getTime();
    const checked = await Promise.all(
      checks.map(async (check) => ({ part: check.part, ...(await runCheck(check, maxMs, nowMs)) })),
    );
    const checkedAt = now();
    const parts = checked.map((each) => ({ ...each, since: remember(each.part, each.verdict, checkedAt) }));
    const worst = Math.max(0, ...parts.map(({ verdict }) => HEALTH_STATUSES.indexOf(verdict.status)));
    return { status: HEALTH_STATUSES[worst] ?? 'DOWN', checkedAt, parts };
  }

  return {
    read() {
      const atMs = now().getTime();
      if (looking === undefined || atMs - looking.atMs > FRESH_MS) looking = { atMs, health: look() };
      return looking.health;
    },
  };
}
