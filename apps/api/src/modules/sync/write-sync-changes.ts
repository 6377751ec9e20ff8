import type { EntityManager } from 'typeorm';
import { textHash, type RuleDiff } from '../rules/index.ts';
import { SyncChange, SyncChangeKind } from './sync-change.entity.ts';

type NewChange = Pick<SyncChange, 'kind' | 'ruleId' | 'sigmaId' | 'path' | 'title' | 'text'>;

interface KnownChange extends Pick<SyncChange, 'id' | 'kind' | 'sigmaId' | 'path'> {
  /** SHA-256 of the text, hexadecimal; null for REMOVED. */
  readonly textHash: string | null;
}

const ROWS_PER_STATEMENT = 500;

const KNOWN = `
  SELECT id, kind, sigma_id AS "sigmaId", path, encode(sha256(convert_to("text", 'UTF8')), 'hex') AS "textHash"
  FROM sync_changes WHERE repository_id = $1`;

/**
 * Makes what waits for review what a run found. A change that was there before stays as it is, also where it was rejected; so does
 * one whose file was not read, and is there still. The repository is locked.
 */
export async function writeSyncChanges(
  manager: EntityManager,
  repositoryId: string,
  diff: RuleDiff,
  isKept: (path: string) => boolean,
): Promise<void> {
  const next = new Map(changesOf(diff).map((change) => [change.sigmaId, change]));
  const known: KnownChange[] = await manager.query(KNOWN, [repositoryId]);
  const obsolete = known.filter((change) => {
    const found = next.get(change.sigmaId);
    if (found === undefined) return change.kind === SyncChangeKind.REMOVED || !isKept(change.path);
    const isSame =
      found.kind === change.kind && found.path === change.path && hashOf(found) === change.textHash;
    if (isSame) next.delete(change.sigmaId);
    return !isSame;
  });
  if (obsolete.length > 0)
    await manager.query('DELETE FROM sync_changes WHERE id = ANY($1)', [obsolete.map(({ id }) => id)]);
  const rows = [...next.values()].map((change) => ({ ...change, repositoryId }));
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await manager.insert(SyncChange, rows.slice(start, start + ROWS_PER_STATEMENT));
}

function hashOf({ text }: NewChange): string | null {
  return text === null ? null : textHash(text);
}

function changesOf({ added, changed, removed }: RuleDiff): readonly NewChange[] {
  return [
    ...added.map(({ path, columns: { sigmaId, title, text } }) => ({
      ...{ kind: SyncChangeKind.ADDED, ruleId: null, sigmaId, path, title, text },
    })),
    ...changed.map(({ before, file: { path, columns } }) => ({
      ...{ kind: SyncChangeKind.CHANGED, ruleId: before.id, sigmaId: columns.sigmaId },
      ...{ path, title: columns.title, text: columns.text },
    })),
    ...removed.map(({ id, sigmaId, path, title }) => ({
      ...{ kind: SyncChangeKind.REMOVED, ruleId: id, sigmaId, path, title, text: null },
    })),
  ];
}
