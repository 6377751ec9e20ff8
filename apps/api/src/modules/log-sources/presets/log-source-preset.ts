import type { FieldMapping } from '../log-source.entity.ts';

/** What makes rules meet the events of a shipper: a log source to begin with. */
export interface LogSourcePreset {
  /** Letters, digits and hyphens; stays as it is. */
  readonly id: string;
  readonly name: string;
  /** What sends such events, and what the preset does to them. */
  readonly description: string;
  /** '' where events are understood as they come. */
  readonly script: string;
  readonly mapping: FieldMapping;
  /** An event as it comes; each preset is proved by it (`log-source-presets.test.ts`). */
  readonly example: Readonly<Record<string, unknown>>;
}

/** Of events that need neither script nor mapping. */
export const asItComes = { script: '', mapping: {} } as const;
