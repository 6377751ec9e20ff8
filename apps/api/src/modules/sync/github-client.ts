import {
  askPatiently,
  MAX_TRIES,
  numberOf,
  retryAfter,
  type HostAnswer,
} from '../../outbound/ask-patiently.ts';
import type { Outbound, OutboundResponse } from '../../outbound/outbound.ts';
import type { GitHubRepository } from '../repositories/index.ts';
import { SyncError } from './sync-error.ts';

export interface GitHubRequest extends GitHubRepository {
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** What is asked of GitHub (https://docs.github.com/en/rest). Throws SyncError, or the signal's reason. */
export interface GitHubClient {
  /** The commit that a branch or tag is at; undefined where it is still `known`, which costs no part of the rate limit. */
  findCommit(
    request: GitHubRequest,
    ref: string | null,
    known: string | undefined,
  ): Promise<string | undefined>;
  /** All files of a commit, as .tar.gz. */
  downloadArchive(request: GitHubRequest, commit: string): Promise<Buffer>;
}

export interface GitHubDependencies {
  readonly outbound: Outbound;
  /** For example https://api.github.com. */
  readonly apiUrl: string;
  readonly now: () => Date;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const MAX_ANSWER_BYTES = 1024 * 1024;
/** Packed; SigmaHQ has 5 MB. */
const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;
/** A run waits so long for a rate limit; for a later end it fails, and says when to come back. */
const MAX_WAIT_MS = 60_000;

export function createGitHubClient({ outbound, apiUrl, now, wait }: GitHubDependencies): GitHubClient {
  async function ask(
    { owner, name, token, signal }: GitHubRequest,
    path: string,
    { headers = {}, maxBytes }: { readonly headers?: Record<string, string>; readonly maxBytes: number },
  ): Promise<OutboundResponse> {
    const url = `${apiUrl.replace(/\/$/, '')}/repos/${owner}/${name}/${path}`;
    const common = { 'user-agent': 'sluice', 'x-github-api-version': '2022-11-28' };
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const options = { headers: { ...common, ...authorization, ...headers }, maxBytes, signal };
    const patience = { now, wait, maxWaitMs: MAX_WAIT_MS, signal, rateLimitEnd };
    const answer = await askPatiently(() => outbound.get(url, options), patience);
    if (answer.kind === 'answered') return answer.response;
    throw failure(answer);
  }

  return {
    async findCommit(request, ref, known) {
      const headers = {
        accept: 'application/vnd.github.sha',
        ...(known === undefined ? {} : { 'if-none-match': `"${known}"` }),
      };
      const path = `commits/${(ref ?? 'HEAD').split('/').map(encodeURIComponent).join('/')}`;
      const response = await ask(request, path, { headers, maxBytes: MAX_ANSWER_BYTES });
      if (response.status === 304) return undefined;
      refuseStatus(request, ref, response);
      const commit = response.body.toString('utf8').trim();
      if (!/^[0-9a-f]{40,64}$/.test(commit)) throw new SyncError('GitHub answered with what is no commit.');
      return commit === known ? undefined : commit;
    },
    async downloadArchive(request, commit) {
      const response = await ask(request, `tarball/${commit}`, { maxBytes: MAX_ARCHIVE_BYTES });
      refuseStatus(request, commit, response);
      return response.body;
    },
  };
}

/**
 * When requests are taken again; undefined where no limit was reached.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function rateLimitEnd({ status, headers, body }: OutboundResponse, now: Date): Date | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const asked = retryAfter(headers['retry-after'], now);
  if (asked !== undefined) return asked;
  const reset = numberOf(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && reset !== undefined) return new Date(reset * 1_000);
  const isSecondary = status === 429 || /secondary rate limit/i.test(body.toString('utf8', 0, 2_000));
  return isSecondary ? new Date(now.getTime() + MAX_WAIT_MS) : undefined;
}

function failure(answer: Exclude<HostAnswer, { readonly kind: 'answered' }>): SyncError {
  switch (answer.kind) {
    case 'limited': {
      const { retryAt } = answer;
      const message = `GitHub's rate limit is reached; it takes requests again at ${retryAt.toISOString()}. An access token has a higher limit.`;
      return new SyncError(message, { retryAt });
    }
    case 'unreachable':
      return new SyncError(`GitHub can't be reached: ${answer.cause.message}.`, { cause: answer.cause });
    case 'refused':
      return new SyncError(`GitHub is not asked: ${answer.cause.message}.`, { cause: answer.cause });
    case 'failing':
      return new SyncError(`GitHub answered ${answer.status} ${MAX_TRIES} times. Try again later.`);
  }
}

/** Throws for every answer but a good one. */
function refuseStatus(
  { owner, name, token }: GitHubRequest,
  ref: string | null,
  { status }: OutboundResponse,
): void {
  if (status === 200) return;
  const place = `${owner}/${name}`;
  const what = ref === null ? '' : ` or no branch, tag or commit "${ref}" in it`;
  if (status === 401)
    throw new SyncError(`GitHub does not accept the access token of ${place}. Set another one.`);
  if (status === 403) throw new SyncError(`GitHub does not let this access token read ${place}.`);
  if (status === 404 || status === 422) {
    const hint = token === undefined ? ' A private one needs an access token.' : '';
    throw new SyncError(`GitHub has no repository ${place}${what}, or does not show it.${hint}`);
  }
  if (status === 409) throw new SyncError(`The repository ${place} is empty.`);
  throw new SyncError(`GitHub answered ${status} for ${place}.`);
}
