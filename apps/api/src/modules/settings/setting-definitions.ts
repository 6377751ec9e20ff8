/** What a setting may be, and what it does. */
export interface SettingDefinition {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** A sentence. */
  readonly effect: string;
}

const MINUTES_OF_30_DAYS = 30 * 24 * 60;

/** Every setting there is; all are whole numbers. */
export const SETTINGS = {
  auditRetentionDays: {
    ...{ unit: 'days', min: 1, max: 3_650 },
    effect: 'Entries of the audit log that are older are deleted, within an hour.',
  },
  activityRetentionDays: {
    ...{ unit: 'days', min: 1, max: 400 },
    effect: 'What happened by itself is told by the activity feed for so long.',
  },
  detectionRetentionDays: {
    ...{ unit: 'days', min: 1, max: 400 },
    effect: 'Detections and samples of shadow matches of older days are deleted, within an hour.',
  },
  metricsMinuteRetentionDays: {
    ...{ unit: 'days', min: 1, max: 31 },
    effect: 'Metrics by the minute are kept for so long; those by the hour stay.',
  },
  metricsHourRetentionDays: {
    ...{ unit: 'days', min: 31, max: 1_200 },
    effect:
      'Metrics by the hour are kept for so long, and when a rule matched last. They go by whole months.',
  },
  requestsPerMinute: {
    ...{ unit: 'requests', min: 60, max: 10_000_000 },
    effect: 'More of one user or API token within a minute are refused; in force within 15 seconds.',
  },
  anonymousRequestsPerMinute: {
    ...{ unit: 'requests', min: 10, max: 10_000_000 },
    effect: 'More from one address without a login are refused; in force within 15 seconds.',
  },
  socPrimeIntervalMinutes: {
    ...{ unit: 'minutes', min: 5, max: MINUTES_OF_30_DAYS },
    effect: 'Repositories of SOC Prime that are added from now on are synced so often.',
  },
  maxRemovedPercent: {
    ...{ unit: 'percent', min: 0, max: 100 },
    effect:
      'A run of a repository that is made from now on stops and asks where it would remove a larger share of its rules.',
  },
} as const satisfies Readonly<Record<string, SettingDefinition>>;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export type Settings = Readonly<Record<SettingName, number>>;
