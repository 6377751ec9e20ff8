import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createConnectGit } from './modules/sync/git-client.ts';
import { createOutbound, type Outbound } from './outbound/outbound.ts';
import { startGitStandIn, UNKNOWN_GIT_HOST, type GitStandIn } from './testing/git-stand-in.ts';
import { ruleText } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository, readRunFiles, sync } from './testing/sync-operations.ts';

const LOOPBACK = '127.0.0.0/8,::1/128';
let api: TestApi;
let host: GitStandIn;
let database: pg.Client;
let tools: string;
let calls: string;
beforeAll(async () => {
  host = await startGitStandIn();
  tools = mkdtempSync(join(tmpdir(), 'git-tools-'));
  calls = join(tools, 'calls');
  // Notes what git is called with, and calls it.
  const real = (process.env['PATH'] ?? '').replaceAll('"', '');
  writeTool('git', `printf '%s\\n' "$*" >> "${calls}"\nPATH="${real}" exec git "$@"`);
  api = await startTestApi({
    SECRETS_KEY: randomBytes(32).toString('base64'),
    ALLOWED_PRIVATE_NETWORKS: LOOPBACK,
    GIT_CA_FILE: host.caFile,
    PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}`,
  });
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await api.stop();
  host.stop();
  rmSync(tools, { recursive: true });
});

function writeTool(name: string, script: string, folder = tools): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

function someRules(): Map<string, string | Buffer> {
  return new Map([
    ['detections/a.yml', ruleText(randomUUID(), 'A')],
    ['detections/deep/ü b.yaml', ruleText(randomUUID(), 'B')],
    ['other/c.yml', ruleText(randomUUID(), 'C')],
    ['README.md', '# Rules'],
  ]);
}

/** A repository of the host with three rules, and the one here that follows it. */
async function followed(git: object = {}, files = someRules()) {
  const name = `group/${randomUUID()}`;
  const commit = host.publish(name, files);
  const id = await createGitRepository(api, { url: host.addressOf(name), ...git });
  return { id, name, files, commit };
}

async function rowsOf(id: string): Promise<readonly unknown[]> {
  const query = 'SELECT path, title, ctid, xmin FROM rules WHERE repository_id = $1 ORDER BY path';
  return (await database.query<Record<string, unknown>>(query, [id])).rows;
}

/** Folders of git that are there now, and were not at the start. */
const gitFolders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('sluice-git-'));
const foldersBefore = gitFolders();
const leftOvers = (): readonly string[] => gitFolders().filter((name) => !foldersBefore.includes(name));

describe('a sync by git', () => {
  it('brings the rules, asks next time for the commit alone, then takes what changed', async () => {
    const { id, name, files, commit } = await followed();
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 3, commitId: commit });
    const before = await rowsOf(id);
    host.requests.length = 0;
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', isNotModified: true, commitId: commit });
    expect(host.requests.map(({ path }) => path.replace(/.*\.git/, ''))).toEqual([
      '/info/refs?service=git-upload-pack',
      '/git-upload-pack',
    ]);
    expect(await sync(api, id, true)).toMatchObject({ isNotModified: false, unchanged: 3, changed: 0 });
    expect(await rowsOf(id)).toEqual(before);
    files.set('detections/a.yml', String(files.get('detections/a.yml')).replace('title: A', 'title: Z'));
    files.set('detections/broken.yml', 'title: [');
    files.set('detections/latin1.yml', Buffer.from([0xff, 0xfe]));
    files.set('detections/large.yml', `# ${'x'.repeat(1_100_000)}`);
    host.publish(name, files);
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'SUCCEEDED', changed: 1, unchanged: 2, refused: 3 });
    const refused = (await readRunFiles(api, run.id)).filter(({ outcome }) => outcome === 'REFUSED');
    expect(refused.map(({ path, diagnostics }) => [path, diagnostics[0]?.code])).toEqual([
      ['detections/broken.yml', expect.any(String)],
      ['detections/large.yml', 'upload.file-too-large'],
      ['detections/latin1.yml', 'upload.file-not-utf8'],
    ]);
    expect(leftOvers()).toEqual([]);
  });

  it('takes a branch, a tag, a commit, and folders', async () => {
    const { name, files, commit } = await followed();
    host.tag(name, 'v1', commit);
    files.delete('other/c.yml');
    host.publish(name, files, 'next/1');
    const added = async (git: object): Promise<number | string> => {
      const id = await createGitRepository(api, { url: host.addressOf(name), ...git });
      const run = await sync(api, id);
      return run.state === 'SUCCEEDED' ? run.added : (run.error ?? '');
    };
    expect(await added({ ref: 'next/1' })).toBe(2);
    expect(await added({ ref: 'v1' })).toBe(3);
    expect(await added({ ref: commit })).toBe(3);
    expect(await added({ folders: ['detections', '!**/deep/**'] })).toBe(1);
    expect(await added({ folders: ['gone'] })).toContain('"gone"');
    expect(await added({ ref: 'absent' })).toContain('no branch or tag "absent"');
    expect(await added({ ref: commit.slice(0, 8) })).toContain('all of its 40 digits');
    expect(await added({ ref: 'f'.repeat(40) })).toContain('does not have the commit');
  });

  it('does not fetch what is in other files, where the host can leave them out', async () => {
    const files = someRules().set('sample.bin', randomBytes(3_000_000));
    const { id, name } = await followed({ folders: ['other'] }, files);
    host.configure(name, 'uploadpack.allowFilter', 'true');
    const before = host.sentBytes;
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 1 });
    expect(host.sentBytes - before).toBeLessThan(100_000);
  });

  it('sends the access token, and neither names it among arguments nor in errors', async () => {
    onTestFinished(() => {
      host.setPassword(undefined);
    });
    const token = `glpat-${randomUUID()}`;
    const { id, name } = await followed({ accessToken: token });
    host.setPassword(`oauth2:${token}`);
    expect(await sync(api, id)).toMatchObject({ state: 'SUCCEEDED', added: 3 });
    expect(readFileSync(calls, 'utf8')).toContain('fetch');
    const argument = new RegExp(`${token}|${Buffer.from(`oauth2:${token}`).toString('base64')}`);
    expect(readFileSync(calls, 'utf8')).not.toMatch(argument);
    host.setPassword('user:another');
    const run = await sync(api, id);
    expect(run).toMatchObject({ state: 'FAILED', error: /does not accept the access token/ as never });
    host.answerNext({ status: 418, body: token });
    expect((await sync(api, id)).error).not.toMatch(argument);
    const nameless = await createGitRepository(api, { url: host.addressOf(name) });
    expect(await sync(api, nameless)).toMatchObject({
      state: 'FAILED',
      error: /Set an access token/ as never,
    });
    const paired = await createGitRepository(api, { url: host.addressOf(name), accessToken: 'user:another' });
    expect(await sync(api, paired)).toMatchObject({ state: 'SUCCEEDED', added: 3 });
  });

  it.each([
    ['a redirect', { status: 302, headers: { location: 'https://127.0.0.1:1/x' } }, /redirects/],
    ['404', { status: 404 }, /no such repository/],
    ['403', { status: 403 }, /does not let/],
    ['429', { status: 429 }, /limits requests/],
    ['503', { status: 503 }, /busy/],
    [
      'what is no git',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
      /could not read|no such/,
    ],
  ])('that is answered with %s fails, and the rules stay', async (_what, answer, words) => {
    const { id } = await followed();
    await sync(api, id);
    const before = await rowsOf(id);
    host.answerNext(answer);
    expect(await sync(api, id)).toMatchObject({ state: 'FAILED', error: words as never });
    expect(await rowsOf(id)).toEqual(before);
  });

  it('has no host that is not allowed, no git, or one that is too old', async () => {
    const { id } = await followed();
    const errorWith = async (env: Record<string, string>): Promise<string | null> => {
      const same = { databaseUrl: api.databaseUrl, prefix: api.prefix };
      await api.stop();
      api = await startTestApi(env, same);
      return (await sync(api, id)).error;
    };
    const old = mkdtempSync(join(tmpdir(), 'git-old-'));
    onTestFinished(async () => {
      rmSync(old, { recursive: true });
      await errorWith({ ALLOWED_PRIVATE_NETWORKS: LOOPBACK, GIT_CA_FILE: host.caFile });
    });
    writeTool('git', 'echo git version 2.30.2', old);
    const allowed = { ALLOWED_PRIVATE_NETWORKS: LOOPBACK };
    expect(await errorWith({ GIT_CA_FILE: host.caFile })).toContain('ALLOWED_PRIVATE_NETWORKS');
    expect(await errorWith(allowed)).toContain('GIT_CA_FILE');
    expect(await errorWith({ ...allowed, PATH: '/nowhere' })).toContain('git is not installed');
    expect(await errorWith({ ...allowed, PATH: old })).toContain('2.37 or newer');
  });
});

describe('git', () => {
  const path = process.env['PATH'] ?? '';
  const outbound = createOutbound({ allowedNetworks: LOOPBACK.split(','), trustedOrigins: [] });
  const resolvingTo = (address: string): Outbound => ({
    ...outbound,
    resolve: () => Promise.resolve([address]),
  });

  it('connects to the address that was checked, whatever the name has become', async () => {
    const name = randomUUID();
    const commit = host.publish(name, someRules());
    const url = `https://${UNKNOWN_GIT_HOST}:${host.port}/${name}.git`;
    const signal = AbortSignal.timeout(20_000);
    const connect = createConnectGit({ outbound: resolvingTo('127.0.0.1'), caFile: host.caFile, path });
    const connection = await connect({ url, token: undefined, signal });
    expect(await connection.findCommit(null)).toBe(commit);
    await connection.close();
    // localhost has another address than this one, where nobody listens.
    const elsewhere = createConnectGit({ outbound: resolvingTo('127.0.0.2'), caFile: host.caFile, path });
    const wrong = await elsewhere({ url: host.addressOf(name), token: undefined, signal });
    await expect(wrong.findCommit(null)).rejects.toThrow("can't be reached");
    await wrong.close();
  });

  it('and what it started end with the run', async () => {
    host.answerNext(undefined);
    const connect = createConnectGit({ outbound, caFile: host.caFile, path });
    const stopping = new AbortController();
    const place = { url: host.addressOf('x'), token: undefined, signal: stopping.signal };
    const connection = await connect(place);
    const asked = connection.findCommit(null);
    const seen = host.requests.length;
    await expect.poll(() => host.requests.length, { timeout: 10_000 }).toBeGreaterThan(seen);
    stopping.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await connection.close();
    expect(leftOvers()).toEqual([]);
  });
});
