import { createHash } from 'node:crypto';
import { defaultLimits, type RuleFile } from '@sluice/archive';
import { SocPrimeError, type PlatformRule, type SocPrimeClient } from '../soc-prime/index.ts';
import type { FetchedRules, FetchRequest, FetchRules } from './fetch-rules.ts';
import { SyncError } from './sync-error.ts';

/** How far changes were read: the newest change that was seen, and which rules there were. */
interface Cursor {
  readonly changedSince: string | undefined;
  readonly idsHash: string;
}

/** A run waits so long for a rate limit; for a later end it fails, and says when to come back. */
const MAX_WAIT_MS = 60_000;

export interface FetchSocPrimeDependencies {
  readonly client: SocPrimeClient;
  readonly apiKey: () => Promise<string>;
  /** Of the rules that a repository has here. */
  readonly rulePaths: (repositoryId: string) => Promise<ReadonlySet<string>>;
}

/** The rules that changed since the last run, and which are there still. Throws SyncError, or the signal's reason. */
export function createFetchSocPrime(dependencies: FetchSocPrimeDependencies): FetchRules {
  return async (request) => {
    try {
      return await fetchChanges(dependencies, request);
    } catch (error) {
      if (!(error instanceof SocPrimeError)) throw error;
      const { message, retryAt } = error;
      throw new SyncError(message, { cause: error, ...(retryAt === undefined ? {} : { retryAt }) });
    }
  };
}

async function fetchChanges(
  { client, apiKey, rulePaths }: FetchSocPrimeDependencies,
  { repository, known, signal }: FetchRequest,
): Promise<FetchedRules | undefined> {
  const { platformId } = repository;
  if (platformId === null) throw new SyncError('The repository is none of SOC Prime.');
  const asked = { apiKey: await apiKey(), signal, maxWaitMs: MAX_WAIT_MS };
  const last = known === undefined ? undefined : parseCursor(known);
  // The ids come first: a rule that is added meanwhile is among the changes, and one that is removed is found by the next run.
  const ids = new Set(await client.ruleIds(asked, platformId));
  const idsHash = hashOf(ids);
  if (last?.changedSince !== undefined) {
    const isSame = idsHash === last.idsHash;
    const changed = await client.rules(asked, platformId, last.changedSince);
    if (isSame && changed.length === 0) return undefined;
    const here = new Set([...(await rulePaths(repository.id)), ...changed.map(pathOf)]);
    // A rule can come into a repository without having changed: then all are read.
    if (isSame || [...ids].every((id) => here.has(pathOf({ id })))) {
      const kept = new Set([...ids].map((id) => pathOf({ id })));
      for (const rule of changed) kept.delete(pathOf(rule));
      const commit = formatCursor({ changedSince: newest(changed, last.changedSince), idsHash });
      return { commit, files: changed.map(toFile), isKept: (path) => kept.has(path) };
    }
  }
  const all = await client.rules(asked, platformId, undefined);
  return { commit: formatCursor({ changedSince: newest(all, undefined), idsHash }), files: all.map(toFile) };
}

/** The platform's id is the file's name: so a rule is known again when it is gone, or edited here. */
function pathOf({ id }: Pick<PlatformRule, 'id'>): string {
  return `${id}.yml`;
}

function toFile({ id, text }: PlatformRule): RuleFile {
  const path = pathOf({ id });
  if (Buffer.byteLength(text) <= defaultLimits.maxFileBytes) return { ok: true, path, text };
  const message = `the rule is longer than ${defaultLimits.maxFileBytes} bytes`;
  return { ok: false, path, code: 'FILE_TOO_LARGE', message };
}

function hashOf(ids: ReadonlySet<string>): string {
  return createHash('sha256')
    .update([...ids].toSorted().join('\n'))
    .digest('hex')
    .slice(0, 16);
}

/** The latest of the times that the platform told; they are compared as times and sent back as they came. */
function newest(rules: readonly PlatformRule[], before: string | undefined): string | undefined {
  const times = [before, ...rules.map(({ updatedAt }) => updatedAt)].filter(
    (time) => time !== undefined && !Number.isNaN(Date.parse(time)),
  );
  return times.reduce(
    (latest, time) => (Date.parse(time ?? '') > Date.parse(latest ?? '') ? time : latest),
    times[0],
  );
}

function formatCursor({ changedSince, idsHash }: Cursor): string {
  return `${changedSince ?? ''}/${idsHash}`;
}

function parseCursor(text: string): Cursor {
  const at = text.lastIndexOf('/');
  return { changedSince: text.slice(0, Math.max(at, 0)) || undefined, idsHash: text.slice(at + 1) };
}
