/** What is looked at. */
export const HEALTH_PARTS = [
  'POSTGRES',
  'KAFKA',
  'QUEUE',
  'OUTBOX',
  'WORKERS',
  'REPOSITORIES',
  'DISK',
] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

/** Worst last. */
export const HEALTH_STATUSES = ['OK', 'DEGRADED', 'DOWN'] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

/** How a part stands. What is not OK says what to do. */
export type Verdict =
  | { readonly status: 'OK'; readonly message: string; readonly version?: string }
  | {
      readonly status: 'DEGRADED' | 'DOWN';
      readonly message: string;
      readonly remedy: string;
      readonly version?: string;
    };

/** Looks at one part. */
export interface HealthCheck {
  readonly part: HealthPart;
  /** What to do where it fails, or says nothing in time. */
  readonly remedy: string;
  /** May throw: the part is then DOWN. */
  look(): Promise<Verdict>;
}
