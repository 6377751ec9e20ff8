import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutboundError, type Outbound } from '../../outbound/outbound.ts';
import { pause } from '../../outbound/pause.ts';
import { runGit, type GitCall, type GitOutcome } from './git-command.ts';
import { gitEnvironment } from './git-environment.ts';
import { createBlobReader, type GitBlob } from './read-blobs.ts';
import { SyncError } from './sync-error.ts';

export interface GitPlace {
  readonly url: string;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** A file of a commit. */
export interface GitEntry {
  readonly path: string;
  /** Of the blob. */
  readonly objectId: string;
}

/** A repository on a git host, with a folder of its own that is there until it is closed. */
export interface GitConnection {
  /** The commit that a branch or tag is at; `ref` null is the default branch. */
  findCommit(ref: string | null): Promise<string>;
  /** All files of a commit, without what is in them. */
  listFiles(commit: string): Promise<readonly GitEntry[]>;
  /** What is in files of the commit that was listed, one by one, in their order. */
  readFiles(entries: readonly GitEntry[], onBlob: (entry: GitEntry, blob: GitBlob) => void): Promise<void>;
  close(): Promise<void>;
}

/** Throws SyncError, or the signal's reason. */
export type ConnectGit = (place: GitPlace) => Promise<GitConnection>;

export interface GitClientDependencies {
  readonly outbound: Outbound;
  readonly caFile: string | undefined;
  /** Where programs are found. */
  readonly path: string;
}

/** `http.curloptResolve` is known since then; older ones would connect to an address that nobody checked. */
const OLDEST = [2, 37] as const;
const FOLDER_PREFIX = 'sluice-git-';
const LEFT_OVER_MS = 60 * 60 * 1000;
const MAX_DISK_BYTES = 512 * 1024 * 1024;
const DISK_CHECK_MS = 250;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function createConnectGit({ outbound, caFile, path }: GitClientDependencies): ConnectGit {
  return async ({ url: text, token, signal }) => {
    const url = new URL(text);
    const addresses = await outbound.resolve(url).catch((error: unknown) => {
      if (!(error instanceof OutboundError)) throw error;
      throw new SyncError(`${url.host} is not asked: ${error.message}.`, { cause: error });
    });
    await removeLeftOvers();
    const folder = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
    const env = gitEnvironment({ folder, url, addresses, token, caFile, path });
    const close = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });

    async function git(
      args: readonly string[],
      options: Partial<Pick<GitCall, 'input' | 'onData' | 'maxBytes'>> = {},
    ): Promise<GitOutcome> {
      const over = new AbortController();
      const full = new AbortController();
      const watching = watchDisk(folder, full, over.signal);
      try {
        return await runGit({
          ...{ args, env, maxBytes: MAX_ANSWER_BYTES, ...options },
          signal: AbortSignal.any([signal, full.signal]),
        });
      } finally {
        over.abort();
        await watching;
      }
    }

    async function ask(args: readonly string[], options?: Parameters<typeof git>[1]): Promise<Buffer> {
      const { code, stdout, stderr } = await git(args, options);
      if (code === 0) return stdout;
      throw refusal(url.host, stderr, token);
    }

    /** One commit, and of its files none that is not needed, where the host can do so. */
    const fetch = async (objects: readonly string[]): Promise<void> => {
      const options = ['--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--filter=blob:none'];
      await ask(['fetch', ...options, '--stdin', 'origin'], { input: objects.join('\n') });
    };

    try {
      await requireVersion(git);
      await ask(['init', '--quiet', '--bare', '--template=', folder]);
    } catch (error) {
      await close();
      throw error;
    }

    return {
      close,
      async findCommit(ref) {
        if (ref !== null && COMMIT.test(ref)) return ref;
        const names =
          ref === null ? ['HEAD'] : [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/tags/${ref}^{}`];
        const answer = (await ask(['ls-remote', 'origin', ...names])).toString('utf8');
        const found = new Map(
          answer.split('\n').map((line) => {
            const [commit = '', name = ''] = line.split('\t');
            return [name, commit];
          }),
        );
        // What an annotated tag points at comes before the tag itself.
        const commit = names
          .toReversed()
          .map((name) => found.get(name))
          .find((id) => id !== undefined);
        if (commit !== undefined && COMMIT.test(commit)) return commit;
        if (ref === null) throw new SyncError(`The repository ${text} is empty.`);
        throw new SyncError(
          `${text} has no branch or tag "${ref}". A commit is given with all of its 40 digits.`,
        );
      },
      async listFiles(commit) {
        await fetch([commit]);
        const listed = (await ask(['ls-tree', '-r', '-z', '--full-tree', commit])).toString('utf8');
        return listed.split('\0').flatMap((line) => {
          const [, objectId, file] = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(line) ?? [];
          return objectId === undefined || file === undefined ? [] : [{ path: file, objectId }];
        });
      },
      async readFiles(entries, onBlob) {
        if (entries.length === 0) return;
        const objects = [...new Set(entries.map(({ objectId }) => objectId))];
        await fetch(objects);
        const reader = createBlobReader(MAX_FILE_BYTES, (index, blob) => {
          const entry = entries[index];
          if (entry !== undefined) onBlob(entry, blob);
        });
        const input = entries.map(({ objectId }) => `${objectId}\n`).join('');
        const maxBytes = MAX_TOTAL_BYTES;
        await ask(['cat-file', '--batch', '--buffer'], { input, maxBytes, onData: reader.push });
        if (reader.count() !== entries.length)
          throw new SyncError(`${url.host} sent less than it announced.`);
      },
    };
  };
}

async function requireVersion(git: (args: readonly string[]) => Promise<GitOutcome>): Promise<void> {
  const text = (await git(['version'])).stdout.toString('utf8');
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(text) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST;
  const isNewEnough =
    Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
  if (isNewEnough) return;
  throw new SyncError(
    `git ${major}.${minor} is installed where the API runs; ${OLDEST.join('.')} or newer is needed.`,
  );
}

/** What a process that was killed left behind. */
async function removeLeftOvers(): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((each) => each.startsWith(FOLDER_PREFIX))) {
    const folder = join(tmpdir(), name);
    const age = await stat(folder).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > LEFT_OVER_MS) await rm(folder, { recursive: true, force: true });
  }
}

async function watchDisk(folder: string, full: AbortController, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    if ((await bytesIn(folder)) > MAX_DISK_BYTES)
      full.abort(
        new SyncError(`The repository takes more than ${MAX_DISK_BYTES / 1024 / 1024} MiB on disk.`),
      );
    await pause(DISK_CHECK_MS, over).catch(() => undefined);
  }
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What git says of a failure, in words for people. */
function refusal(host: string, stderr: string, token: string | undefined): SyncError {
  const told = hide(stderr, token);
  const has = (words: RegExp): boolean => words.test(told);
  if (has(/authentication failed|could not read username|returned error: 401/i))
    return new SyncError(
      token === undefined
        ? `${host} wants to know who asks, or has no such repository. Set an access token.`
        : `${host} does not accept the access token. Set another one.`,
    );
  if (has(/returned error: 403/i))
    return new SyncError(`${host} does not let this access token read the repository.`);
  if (has(/not found|returned error: 404/i))
    return new SyncError(`${host} has no such repository, or does not show it.`);
  if (has(/returned error: 30\d|redirect/i))
    return new SyncError(`${host} redirects, which is not followed. Set the address that it redirects to.`);
  if (has(/returned error: (429|5\d\d)/i))
    return new SyncError(`${host} is busy or limits requests. Try again later.`);
  if (has(/could not resolve|failed to connect|connection (refused|reset|timed out)|operation too slow/i))
    return new SyncError(`${host} can't be reached.`);
  if (has(/certificate|SSL/i))
    return new SyncError(
      `${host} has no certificate that is trusted here; GIT_CA_FILE can name another authority.`,
    );
  if (has(/not our ref|no such ref|couldn't find remote ref|unadvertised object/i))
    return new SyncError(`${host} does not have the commit, or does not give it away.`);
  const last =
    told
      .trim()
      .split('\n')
      .at(-1)
      ?.replaceAll(/[^\x20-\x7e]+/g, ' ')
      .slice(0, 300) ?? '';
  return new SyncError(`git could not read from ${host}: ${last}`);
}

function hide(text: string, token: string | undefined): string {
  if (token === undefined) return text;
  const [, password = token] = /^[^:]*:(.*)$/s.exec(token) ?? [];
  const encoded = [token, `oauth2:${token}`].map((text) => Buffer.from(text).toString('base64'));
  const secrets = [token, password, ...encoded].filter((secret) => secret !== '');
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}
