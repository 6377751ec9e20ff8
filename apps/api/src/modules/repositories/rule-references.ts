import type { EntityManager } from 'typeorm';
import type { Change } from '../outbox/index.ts';

/** What names rules by their ids and is no part of them: pipelines that leave some out. */
export interface RuleReferences {
  /** The first step of a change that may delete rules: changes of what names rules wait until it ends. */
  lock(manager: EntityManager): Promise<void>;
  /** After rules were deleted: takes out the ids of all rules that are gone, in the same change. */
  dropGone(change: Change): Promise<void>;
}
