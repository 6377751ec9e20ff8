import { ArchiveError, readRuleFiles, type RuleFile } from '@sluice/archive';
import { OutboundError } from '../../outbound/outbound.ts';
import { parseGitUrl, RepositoryType, type RuleRepository } from '../repositories/index.ts';
import type { GitHubClient } from './github-client.ts';
import { MAX_FILES, requireUsed } from './rule-files.ts';
import { selectFiles } from './select-files.ts';
import { SyncError } from './sync-error.ts';

export interface FetchRequest {
  readonly repository: RuleRepository;
  readonly token: string | undefined;
  /** The commit to read, where that is settled. */
  readonly commit: string | undefined;
  /** The commit that was read last: it is not read again. */
  readonly known: string | undefined;
  readonly signal: AbortSignal;
}

export interface FetchedRules {
  /** What the host was at: a commit, or how far changes were read. */
  readonly commit: string;
  readonly files: readonly RuleFile[];
  /** Of files that are not among these: whether the host has them still. Absent: these are all. */
  readonly isKept?: (path: string) => boolean;
}

/** The YAML files of a repository's folders at a commit; undefined where the host has nothing new. */
export type FetchRules = (request: FetchRequest) => Promise<FetchedRules | undefined>;

/** From wherever a repository's rules are. Throws SyncError, or the signal's reason. */
export function createFetchRules(sources: {
  readonly github: GitHubClient;
  /** Hosts that speak GitHub's REST API. */
  readonly githubHosts: readonly string[];
  readonly socPrime: FetchRules;
  readonly byGit: FetchRules;
}): FetchRules {
  const fromGitHub = createFetchFromGitHub(sources.github);
  return async (request) => {
    const { type, url } = request.repository;
    if (type === RepositoryType.SOC_PRIME) return sources.socPrime(request);
    const host = URL.parse(url ?? '')?.host ?? '';
    if (!sources.githubHosts.includes(host)) return sources.byGit(request);
    try {
      return await fromGitHub(request);
    } catch (error) {
      // git fetches the files that are wanted alone.
      if (isTooLarge(error)) return sources.byGit(request);
      throw error;
    }
  };
}

/** The repository as a whole, packed or unpacked. */
function isTooLarge(error: unknown): boolean {
  const cause = error instanceof SyncError ? error.cause : undefined;
  if (cause instanceof OutboundError) return cause.code === 'TOO_LARGE';
  return cause instanceof ArchiveError && /^ARCHIVE_TOO_(?:LARGE|MANY_ENTRIES)$/.test(cause.code);
}

function createFetchFromGitHub(github: GitHubClient): FetchRules {
  return async ({ repository, token, known, signal, ...request }) => {
    const place = parseGitUrl(repository.url ?? '');
    if (place === undefined) throw new SyncError('The repository has no address to sync from.');
    const { owner, name } = place;
    const asked = { owner, name, token, signal };
    const commit = request.commit ?? (await github.findCommit(asked, repository.ref, known));
    if (commit === undefined) return undefined;
    const archive = await github.downloadArchive(asked, commit);
    return { commit, files: await unpack(archive, repository.folders, signal) };
  };
}

async function unpack(archive: Buffer, folders: readonly string[], signal: AbortSignal): Promise<RuleFile[]> {
  const selection = selectFiles(folders);
  const options = folders.length === 0 ? {} : { isWanted: (path: string) => selection.isWanted(path) };
  const files: RuleFile[] = [];
  try {
    for await (const file of readRuleFiles({ fileName: 'archive.tar.gz', bytes: archive }, options)) {
      signal.throwIfAborted();
      files.push(file);
      if (files.length > MAX_FILES) throw new SyncError(`There are more than ${MAX_FILES} files of rules.`);
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    throw new SyncError(`The archive that GitHub sent is refused: ${error.message}.`, { cause: error });
  }
  requireUsed(selection);
  return files;
}
