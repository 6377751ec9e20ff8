import { OutboundError, type OutboundResponse } from './outbound.ts';

/** How a host answered in the end. */
export type HostAnswer =
  | { readonly kind: 'answered'; readonly response: OutboundResponse }
  /** A rate limit that ends too late to wait for it. */
  | { readonly kind: 'limited'; readonly retryAt: Date }
  | { readonly kind: 'unreachable'; readonly cause: OutboundError }
  /** The guard did not let the request out, or the answer was too long. */
  | { readonly kind: 'refused'; readonly cause: OutboundError }
  | { readonly kind: 'failing'; readonly status: number };

export interface Patience {
  readonly now: () => Date;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A rate limit that ends later is not waited for. */
  readonly maxWaitMs: number;
  readonly signal: AbortSignal;
  /** When requests are taken again; undefined where no limit was reached. */
  readonly rateLimitEnd: (response: OutboundResponse, now: Date) => Date | undefined;
}

export const MAX_TRIES = 4;
const FIRST_WAIT_MS = 1_000;

/** Asks again where a host is away, fails (5xx) or limits for a moment: four times in all. Throws the signal's reason. */
export async function askPatiently(
  ask: () => Promise<OutboundResponse>,
  { now, wait, maxWaitMs, signal, rateLimitEnd }: Patience,
): Promise<HostAnswer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask().then(
      (response) => judge(response, rateLimitEnd(response, now())),
      (error: unknown) => judgeError(error),
    );
    if (answer.kind === 'answered' || answer.kind === 'refused' || tries === MAX_TRIES) return answer;
    const waitMs =
      answer.kind === 'limited'
        ? answer.retryAt.getTime() - now().getTime()
        : FIRST_WAIT_MS * 2 ** (tries - 1);
    if (waitMs > maxWaitMs) return answer;
    await wait(Math.max(waitMs, 0), signal);
  }
}

function judge(response: OutboundResponse, retryAt: Date | undefined): HostAnswer {
  if (retryAt !== undefined) return { kind: 'limited', retryAt };
  if (response.status >= 500) return { kind: 'failing', status: response.status };
  return { kind: 'answered', response };
}

function judgeError(error: unknown): HostAnswer {
  if (!(error instanceof OutboundError)) throw error;
  return { kind: error.code === 'UNREACHABLE' ? 'unreachable' : 'refused', cause: error };
}

/** A header's whole number; undefined where it is none. */
export function numberOf(value: string | string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

/** Retry-After as seconds or as a date (RFC 9110, 10.2.3); undefined where there is none. */
export function retryAfter(value: string | undefined, now: Date): Date | undefined {
  const seconds = numberOf(value);
  if (seconds !== undefined) return new Date(now.getTime() + seconds * 1_000);
  const date = value === undefined ? NaN : Date.parse(value);
  return Number.isNaN(date) ? undefined : new Date(date);
}
