import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer in place of the usual one. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface SeenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly status: number;
}

/** A server that speaks as much of GitHub's REST API as a sync needs, with its errors. */
export interface GitHubStandIn {
  readonly url: string;
  /** All requests so far, with what they were answered. */
  readonly requests: SeenRequest[];
  /** Puts files at a branch; returns the commit. */
  publish(place: string, archive: Buffer, branch?: string): string;
  /** From now on only who has the token sees the repository. */
  makePrivate(place: string, token: string): void;
  /** The next answers to requests whose path holds `part`. */
  answerNext(part: string, ...answers: readonly Answer[]): void;
  /** Archives are not sent before the returned function is called. */
  holdArchives(): () => void;
  stop(): void;
}

interface Repository {
  token: string | undefined;
  readonly branches: Map<string, string>;
  readonly archives: Map<string, Buffer>;
}

const NOT_FOUND: Answer = { status: 404, body: '{"message":"Not Found"}' };

export async function startGitHubStandIn(): Promise<GitHubStandIn> {
  const repositories = new Map<string, Repository>();
  const requests: SeenRequest[] = [];
  const planned: { part: string; answer: Answer }[] = [];
  let held = Promise.resolve();

  const at = (place: string): Repository => {
    const found = repositories.get(place) ?? { token: undefined, branches: new Map(), archives: new Map() };
    repositories.set(place, found);
    return found;
  };

  function commitOf({ branches, archives }: Repository, ref: string, { headers }: IncomingMessage): Answer {
    const commit = branches.get(ref) ?? (archives.has(ref) ? ref : undefined);
    if (commit === undefined) return { status: 422, body: `{"message":"No commit found for SHA: ${ref}"}` };
    const etag = `"${commit}"`;
    if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    const isSha = headers.accept === 'application/vnd.github.sha';
    return { status: 200, headers: { etag }, body: isSha ? commit : JSON.stringify({ sha: commit }) };
  }

  async function answerTo(request: IncomingMessage, path: string): Promise<Answer> {
    const index = planned.findIndex(({ part }) => path.includes(part));
    const [plan] = index < 0 ? [] : planned.splice(index, 1);
    if (plan !== undefined) return plan.answer;
    if (request.headers['user-agent'] === undefined)
      return { status: 403, body: 'Request forbidden by administrative rules.' };
    const [, owner, name, what, ref = ''] =
      /^\/(?:repos|codeload)\/([^/]+)\/([^/]+)\/(\w+)\/(.+)$/.exec(path) ?? [];
    const repository = repositories.get(`${owner}/${name}`);
    const { authorization } = request.headers;
    const isTokenWrong = authorization !== undefined && authorization !== `Bearer ${repository?.token}`;
    if (path.startsWith('/repos') && isTokenWrong)
      return { status: 401, body: '{"message":"Bad credentials"}' };
    if (repository === undefined) return NOT_FOUND;
    const isHidden = repository.token !== undefined && authorization === undefined;
    if (isHidden) return NOT_FOUND;
    if (what === 'commits') return commitOf(repository, decodeURIComponent(ref), request);
    const archive = repository.archives.get(ref);
    if (archive === undefined) return NOT_FOUND;
    if (path.startsWith('/repos'))
      return { status: 302, headers: { location: `/codeload/${owner}/${name}/legacy.tar.gz/${ref}` } };
    const etag = `W/"${createHash('sha256').update(archive).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    await held;
    return { status: 200, headers: { etag, 'content-type': 'application/x-gzip' }, body: archive };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace('/legacy.tar.gz/', '/archive/');
    const { status, headers = {}, body = '' } = await answerTo(request, path);
    requests.push({ path, authorization: request.headers.authorization, status });
    response.writeHead(status, { 'x-ratelimit-remaining': '59', ...headers }).end(body);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    publish(place, archive, branch = 'HEAD') {
      const commit = createHash('sha1').update(archive).digest('hex');
      const { branches, archives } = at(place);
      branches.set(branch, commit);
      archives.set(commit, archive);
      return commit;
    },
    makePrivate(place, token) {
      at(place).token = token;
    },
    answerNext(part, ...answers) {
      planned.push(...answers.map((each) => ({ part, answer: each })));
    },
    holdArchives() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
