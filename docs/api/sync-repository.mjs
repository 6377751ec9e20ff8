// Rules of a git host, fetched now and every hour from then on.
// Scope: RULES_WRITE.
//
//   SLUICE_URL=http://127.0.0.1:4000 SLUICE_TOKEN=sluice_… node sync-repository.mjs https://github.com/SigmaHQ/sigma rules
//
// Run again, it fetches anew: where nothing has changed, nothing is written.
import { setTimeout as sleep } from 'node:timers/promises';

const { SLUICE_URL = 'http://127.0.0.1:4000', SLUICE_TOKEN } = process.env;
const [url, ...folders] = process.argv.slice(2);

async function run(query, variables) {
  const response = await fetch(`${SLUICE_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${SLUICE_TOKEN}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(errors[0].message);
  return data;
}

const name = new URL(url).pathname.slice(1);
const { repositories } = await run('{ repositories { id name } }');
let id = repositories.find((repository) => repository.name === name)?.id;
if (id === undefined) {
  const input = { name, git: { url, folders, intervalMinutes: 60 } };
  const { createGitRepository } = await run(
    'mutation ($input: CreateGitRepositoryInput!) { createGitRepository(input: $input) { repository { id } } }',
    { input },
  );
  id = createGitRepository.repository.id;
}

let { run: sync } = (
  await run('mutation ($id: ID!) { syncRepository(id: $id) { run { id state error } } }', { id })
).syncRepository;
while (sync.state === 'QUEUED' || sync.state === 'RUNNING') {
  await sleep(200);
  const answer = await run(
    'query ($id: ID!) { syncRun(id: $id) { id state error added changed removed unchanged refused filesRead filesTotal } }',
    { id: sync.id },
  );
  sync = answer.syncRun;
}
if (sync.state !== 'SUCCEEDED') throw new Error(`${sync.state}: ${sync.error}`);
const { added, changed, removed, unchanged, refused } = sync;
console.log(JSON.stringify({ added, changed, removed, unchanged, refused }));
