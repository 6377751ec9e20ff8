import type { EntityManager } from 'typeorm';
import type { Actor } from './actor.ts';
import { AuditEntry, type AuditAction, type AuditObject } from './audit-entry.entity.ts';

/** What was done to what. Secrets are left out by whoever tells it. */
export interface AuditedChange {
  readonly action: AuditAction;
  readonly objectType: AuditObject;
  readonly objectId: string | null;
  /** As people know it at the time. */
  readonly objectName: string;
  readonly before?: Readonly<Record<string, unknown>> | undefined;
  readonly after?: Readonly<Record<string, unknown>> | undefined;
}

/** UTF-16 units of a text that are kept. */
const MAX_TEXT = 16_384;
/** A statement takes 65,535 values. */
const ENTRIES_PER_STATEMENT = 1_000;

/** Writes entries in the transaction of the manager. Of an object that changed, only what differs is kept. */
export async function writeAudit(
  manager: EntityManager,
  actor: Actor,
  changes: readonly AuditedChange[],
): Promise<void> {
  const entries = changes.map(({ before, after, ...change }) => {
    const names = differing(before, after);
    return {
      ...change,
      userId: actor.userId,
      actor: actor.name,
      address: actor.address,
      requestId: actor.requestId,
      before: pick(before, names) as never,
      after: pick(after, names) as never,
    };
  });
  for (let start = 0; start < entries.length; start += ENTRIES_PER_STATEMENT)
    await manager.insert(AuditEntry, entries.slice(start, start + ENTRIES_PER_STATEMENT));
}

type Facts = Readonly<Record<string, unknown>>;

/** Names of what is not the same before and after; all of them where there is only one of the two. */
function differing(before: Facts | undefined, after: Facts | undefined): readonly string[] {
  const names = Object.keys({ ...before, ...after });
  if (before === undefined || after === undefined) return names;
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function pick(facts: Facts | undefined, names: readonly string[]): Facts | null {
  if (facts === undefined) return null;
  return Object.fromEntries(names.map((name) => [name, shorten(facts[name])]));
}

function shorten(value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= MAX_TEXT) return value ?? null;
  return `${value.slice(0, MAX_TEXT)}… (${value.length} characters)`;
}
