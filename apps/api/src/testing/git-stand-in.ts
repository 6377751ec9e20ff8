import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Names in the certificate; only the first one is known to anybody. */
export const GIT_HOST = 'localhost';
export const UNKNOWN_GIT_HOST = 'git.example.test';

/** A git host: `git http-backend` behind https, with a certificate of its own. */
export interface GitStandIn {
  readonly port: number;
  /** PEM. */
  readonly caFile: string;
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
  readonly sentBytes: number;
  addressOf(name: string): string;
  /** Makes files all there is of a branch; returns the commit. A new repository where there is none. */
  publish(name: string, files: ReadonlyMap<string, string | Buffer>, branch?: string): string;
  tag(name: string, tag: string, commit: string): void;
  /** Git configuration of a repository on the host. */
  configure(name: string, key: string, value: string): void;
  /** From now on only who has the password sees anything. */
  setPassword(pair: string | undefined): void;
  /** The next answers, in place of the usual ones; undefined: none at all. */
  answerNext(...answers: readonly (GitAnswer | undefined)[]): void;
  stop(): void;
}

export interface GitAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const AUTHOR = ['-c', 'user.name=Author', '-c', 'user.email=author@example.com'];

export async function startGitStandIn(): Promise<GitStandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'git-stand-in-'));
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync('git', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
      .toString()
      .trim();
  const [keyFile, caFile] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
  const subject = [
    '-subj',
    '/CN=stand-in',
    '-addext',
    `subjectAltName=DNS:${GIT_HOST},DNS:${UNKNOWN_GIT_HOST}`,
  ];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  execFileSync('openssl', ['req', '-x509', ...key, ...subject, '-out', caFile, '-days', '2'], {
    stdio: 'ignore',
  });

  const requests: { path: string; authorization: string | undefined }[] = [];
  const planned: (GitAnswer | undefined)[] = [];
  let [password, sentBytes]: [string | undefined, number] = [undefined, 0];
  const bare = (name: string): string => join(folder, 'host', `${name}.git`);

  function backend(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'https://stand-in');
    const child = spawn('git', ['http-backend'], {
      env: {
        ...env,
        GIT_PROJECT_ROOT: join(folder, 'host'),
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    request.pipe(child.stdin);
    child.stdin.on('error', () => undefined);
    let head: Buffer | undefined = Buffer.alloc(0);
    child.stdout.on('data', (chunk: Buffer) => {
      sentBytes += chunk.length;
      if (head === undefined) {
        response.write(chunk);
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const headers = Object.fromEntries(
        head
          .subarray(0, end)
          .toString()
          .split('\r\n')
          .map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]),
      );
      response.writeHead(Number.parseInt(headers['Status'] ?? '200'), headers);
      response.write(head.subarray(end + 4));
      head = undefined;
    });
    child.on('close', () => response.end());
  }

  const server = createServer(
    { key: readFileSync(keyFile), cert: readFileSync(caFile) },
    (request, response) => {
      const { authorization } = request.headers;
      requests.push({ path: request.url ?? '', authorization });
      if (planned.length > 0) {
        const plan = planned.shift();
        if (plan !== undefined) response.writeHead(plan.status, plan.headers).end(plan.body);
        return;
      }
      const isRight = authorization === `Basic ${Buffer.from(password ?? '').toString('base64')}`;
      if (password === undefined || isRight) backend(request, response);
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    },
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    caFile,
    requests,
    get sentBytes() {
      return sentBytes;
    },
    addressOf: (name) => `https://${GIT_HOST}:${port}/${name}.git`,
    publish(name, files, branch = 'main') {
      const work = mkdtempSync(join(folder, 'work-'));
      git(work, 'init', '-q', '-b', branch);
      for (const [path, content] of files) {
        mkdirSync(join(work, dirname(path)), { recursive: true });
        writeFileSync(join(work, path), content);
      }
      git(work, 'add', '-A', '-f');
      git(work, ...AUTHOR, 'commit', '-q', '--allow-empty', '-m', `Publish ${Math.random()}`);
      const commit = git(work, 'rev-parse', 'HEAD');
      mkdirSync(join(folder, 'host'), { recursive: true });
      git(folder, 'init', '-q', '--bare', '-b', 'main', bare(name));
      git(work, 'push', '-q', '--force', bare(name), `HEAD:refs/heads/${branch}`);
      rmSync(work, { recursive: true });
      return commit;
    },
    tag(name, tag, commit) {
      git(bare(name), ...AUTHOR, 'tag', '-a', '-m', tag, tag, commit);
    },
    configure(name, configKey, value) {
      git(bare(name), 'config', configKey, value);
    },
    setPassword(pair) {
      password = pair;
    },
    answerNext(...answers) {
      planned.push(...answers);
    },
    stop() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
