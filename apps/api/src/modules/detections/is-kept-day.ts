const DAY_MS = 24 * 3600 * 1000;

export interface KeptDays {
  readonly retentionDays: number;
  readonly now: Date;
}

/** Whether a time is of a day that is kept: no older than the retention, no more than a day ahead. */
export function isKeptDay(at: string, { retentionDays, now }: KeptDays): boolean {
  const ageMs = now.getTime() - Date.parse(at);
  return ageMs <= retentionDays * DAY_MS && ageMs >= -DAY_MS;
}
