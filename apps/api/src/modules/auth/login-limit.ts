import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { secretHash } from './secret.ts';

/** What failed logins are counted for. */
export interface LimitedBy {
  readonly kind: 'user' | 'address';
  readonly name: string;
}

export interface LoginLimit {
  /**
   * Counts an attempt as failed before it is tried, so that many at once count too. Throws RATE_LIMITED, and then
   * counts nothing.
   */
  take(keys: readonly LimitedBy[]): Promise<void>;
  /** The attempt succeeded: it counts no longer, and of a user no earlier one does. */
  succeed(keys: readonly LimitedBy[]): Promise<void>;
  /** Deletes what counts for nothing any more. */
  removeForgotten(): Promise<void>;
}

/** Failures in a row that are free; an address may be that of a whole office. */
const FREE = { user: 10, address: 50 } as const;

/**
 * An attempt is counted where none is refused just now. The last free failure makes the next attempt wait a minute, each
 * further one twice as long, at most 15 minutes; after a day without one all are forgotten.
 */
const TAKE = `
  INSERT INTO login_failures AS f (key, failures, blocked_until, forget_at)
  VALUES ($1, 1, NULL, clock_timestamp() + interval '1 day')
  ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN f.forget_at < clock_timestamp() THEN 1 ELSE f.failures + 1 END,
    blocked_until = CASE WHEN f.forget_at >= clock_timestamp() AND f.failures + 1 >= $2
      THEN clock_timestamp() + least(interval '1 minute' * power(2, least(f.failures + 1 - $2, 10)), interval '15 minutes')
      END,
    forget_at = clock_timestamp() + interval '1 day'
  WHERE f.blocked_until IS NULL OR f.blocked_until <= clock_timestamp()
  RETURNING failures`;

const GIVE_BACK =
  'UPDATE login_failures SET failures = greatest(failures - 1, 0), blocked_until = NULL WHERE key = $1';

const keyOf = ({ kind, name }: LimitedBy): Buffer => secretHash(`${kind} ${name}`);

/** In Postgres: it holds for all replicas together, and after a restart. */
export function createLoginLimit({ manager }: DataSource): LoginLimit {
  async function minutesToWait(key: Buffer): Promise<number> {
    const rows: { minutes: number }[] = await manager.query(
      'SELECT ceil(extract(epoch FROM blocked_until - clock_timestamp()) / 60)::int AS minutes FROM login_failures WHERE key = $1',
      [key],
    );
    return Math.max(rows[0]?.minutes ?? 1, 1);
  }

  return {
    async take(keys) {
      const taken: Buffer[] = [];
      for (const limited of keys) {
        const key = keyOf(limited);
        const counted: unknown[] = await manager.query(TAKE, [key, FREE[limited.kind]]);
        if (counted.length === 0) {
          // What is refused is not tried, and so is no failure.
          for (const other of taken) await manager.query(GIVE_BACK, [other]);
          const minutes = await minutesToWait(key);
          const message = `Too many failed logins. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
          throw new AppError('RATE_LIMITED', message, { retryAfterSeconds: minutes * 60 });
        }
        taken.push(key);
      }
    },
    async succeed(keys) {
      for (const limited of keys) {
        const statement = limited.kind === 'user' ? 'DELETE FROM login_failures WHERE key = $1' : GIVE_BACK;
        await manager.query(statement, [keyOf(limited)]);
      }
    },
    async removeForgotten() {
      await manager.query('DELETE FROM login_failures WHERE forget_at < clock_timestamp()');
    },
  };
}
