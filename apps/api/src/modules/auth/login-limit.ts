import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../../app-error.ts';

const FAILED_LOGINS = 10;
const FAILED_LOGIN_WINDOW_S = 15 * 60;

export interface LoginLimit {
  /** Counts an attempt as failed before it is tried, so that many at once count too. Throws RATE_LIMITED. */
  take(keys: readonly string[]): Promise<void>;
  /** The attempt succeeded: it counts no longer. */
  giveBack(keys: readonly string[]): Promise<void>;
}

/** 10 failures in 15 minutes for each key, in this process. */
export function createLoginLimit(): LoginLimit {
  const failures = new RateLimiterMemory({ points: FAILED_LOGINS, duration: FAILED_LOGIN_WINDOW_S });

  async function giveBack(keys: readonly string[]): Promise<void> {
    for (const key of keys) await failures.reward(key, 1);
  }

  return {
    giveBack,
    async take(keys) {
      const taken: string[] = [];
      for (const key of keys) {
        taken.push(key);
        try {
          await failures.consume(key, 1);
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw refusal;
          // What is refused is not tried, and so is no failure.
          await giveBack(taken);
          const minutes = Math.ceil(refusal.msBeforeNext / 60_000);
          throw new AppError('RATE_LIMITED', `Too many failed logins. Try again in ${minutes} minutes.`);
        }
      }
    },
  };
}
