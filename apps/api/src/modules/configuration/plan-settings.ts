import { SETTING_NAMES, type Overrides } from '../settings/index.ts';
import type { PlannedChange } from './plan.ts';

/** Settings that applying a document changes; null is the default. */
export interface PlannedSettings {
  readonly action: 'UPDATE';
  readonly kind: 'settings';
  readonly name: 'settings';
  readonly facts: PlannedChange['facts'];
}

/** What makes `now` the `wanted` settings, if anything; with `prune` those that are not wanted go back to their defaults. */
export function planSettings(
  now: Overrides,
  wanted: Overrides | undefined,
  prune: boolean,
): readonly PlannedSettings[] {
  if (wanted === undefined) return [];
  const facts = SETTING_NAMES.flatMap((field) => {
    const after = wanted[field] ?? (prune ? undefined : now[field]);
    return after === now[field] ? [] : [{ field, before: now[field] ?? null, after: after ?? null }];
  });
  return facts.length === 0 ? [] : [{ action: 'UPDATE', kind: 'settings', name: 'settings', facts }];
}
