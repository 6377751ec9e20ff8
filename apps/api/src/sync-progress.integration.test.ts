import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { startGitHubStandIn, type GitHubStandIn } from './testing/github-stand-in.ts';
import { dataOf, ruleText } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository, startSync, sync, type Run } from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

let api: TestApi;
let other: TestApi;
let github: GitHubStandIn;
beforeAll(async () => {
  github = await startGitHubStandIn();
  api = await startTestApi({ GITHUB_API_URL: github.url });
  other = await startTestApi({ GITHUB_API_URL: github.url }, api);
});
afterAll(async () => {
  await other.stop();
  await api.stop();
  github.stop();
});

const FOLLOW = `subscription ($repositoryId: ID!) {
  syncRunChanged(repositoryId: $repositoryId) { id state filesRead filesTotal added } }`;

type Told = Pick<Run, 'id' | 'state' | 'added'>;

/** What a replica tells of the repository's runs. */
async function* follow({ url, token }: TestApi, repositoryId: string): AsyncGenerator<Told> {
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  onTestFinished(() => void socket.dispose());
  const query = { query: FOLLOW, variables: { repositoryId } };
  for await (const { data, errors } of socket.iterate<{ syncRunChanged: Told }>(query)) {
    if (errors !== undefined) throw new Error(String(errors[0]?.extensions?.['code']));
    if (data != null) yield data.syncRunChanged;
  }
}

it('both replicas tell how a run goes, whichever of them works at it', async () => {
  const files = new Map([['a.yml', ruleText(randomUUID(), 'A')]]);
  github.publish('acme/followed', tarGz(files));
  const id = await createGitRepository(api, { url: 'https://github.com/acme/followed' });
  const followed = [follow(api, id), follow(other, id)];
  const first = followed.map((each) => each.next());
  const release = github.holdArchives();
  const { syncRepository } = dataOf<{ syncRepository: { run: Run } }>(await startSync(api, id));
  for (const each of first) expect((await each).value).toMatchObject({ id: syncRepository.run.id, added: 0 });
  release();
  for (const each of followed)
    for await (const { state, added } of each) {
      if (state === 'QUEUED' || state === 'RUNNING') continue;
      expect([state, added]).toEqual(['SUCCEEDED', 1]);
      break;
    }
  // Who comes later is told at once how things stand, and then of the next run.
  const late = follow(other, id);
  expect((await late.next()).value).toMatchObject({ id: syncRepository.run.id, state: 'SUCCEEDED' });
  const second = await sync(api, id);
  for await (const run of late)
    if (run.state === 'SUCCEEDED') {
      expect(run.id).toBe(second.id);
      break;
    }
});

it('a repository that there is none of is an error, and no wait', async () => {
  for (const id of [randomUUID(), 'none']) await expect(follow(api, id).next()).rejects.toThrow('NOT_FOUND');
});
