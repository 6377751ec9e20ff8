import type { HealthCheck, Verdict } from './health-check.ts';

/** A verdict, and how long it took. */
export interface CheckedPart {
  readonly verdict: Verdict;
  readonly latencyMs: number;
}

/** Looks at one part, and waits no longer than `maxMs` for it: what fails or is late is DOWN. */
export async function runCheck(
  { look, remedy }: Pick<HealthCheck, 'look' | 'remedy'>,
  maxMs: number,
  nowMs: () => number,
): Promise<CheckedPart> {
  const beganMs = nowMs();
  const { promise: late, resolve } = Promise.withResolvers<Verdict>();
  const timer = setTimeout(() => {
    resolve({ status: 'DOWN', message: `No answer within ${maxMs} ms.`, remedy });
  }, maxMs);
  const looked = Promise.resolve()
    .then(look)
    .catch((error: unknown): Verdict => ({ status: 'DOWN', message: reasonOf(error), remedy }));
  const verdict = await Promise.race([looked, late]);
  clearTimeout(timer);
  return { verdict, latencyMs: nowMs() - beganMs };
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error && error.message !== '' ? error.message : 'It can not be reached.';
}
