// What upstream has otherwise, of a repository in mode REVIEW: printed as a diff, and with "accept" made the rules here.
// Scope: RULES_READ; RULES_WRITE to accept.
//
//   SLUICE_URL=http://127.0.0.1:4000 SLUICE_TOKEN=sluice_… node review-changes.mjs SigmaHQ/sigma accept
const { SLUICE_URL = 'http://127.0.0.1:4000', SLUICE_TOKEN } = process.env;
const [name, decision] = process.argv.slice(2);

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

const { repositories } = await run('{ repositories { id name } }');
const repositoryId = repositories.find((repository) => repository.name === name)?.id;
if (repositoryId === undefined) throw new Error(`there is no repository "${name}"`);

const ids = [];
for (let offset = 0, totalCount = 1; offset < totalCount; offset += 100) {
  const { syncChanges } = await run(
    `query ($repositoryId: ID!, $offset: Int!) {
      syncChanges(repositoryId: $repositoryId, limit: 100, offset: $offset) { totalCount items { id kind path diff } } }`,
    { repositoryId, offset },
  );
  totalCount = syncChanges.totalCount;
  for (const { id, kind, path, diff } of syncChanges.items) {
    ids.push(id);
    console.log(`${kind} ${path}\n${diff}`);
  }
}

// What was shown is named: a change that came meanwhile is not accepted unseen.
if (decision === 'accept' && ids.length > 0) {
  const { acceptSyncChanges } = await run(
    'mutation ($input: SyncChangesInput!) { acceptSyncChanges(input: $input) { accepted revision } }',
    { input: { repositoryId, ids } },
  );
  console.log(JSON.stringify(acceptSyncChanges));
}
