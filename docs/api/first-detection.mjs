// From nothing to a running pipeline and its first detection, with nothing but an API token.
// Scopes: RULES_WRITE, PIPELINES_WRITE, TOPICS_WRITE, DETECTIONS_READ.
//
//   SLUICE_URL=http://127.0.0.1:4000 SLUICE_TOKEN=sluice_… node first-detection.mjs
//
// Each step may be done again: what is there already is taken as it is.
import { setTimeout as sleep } from 'node:timers/promises';

const { SLUICE_URL = 'http://127.0.0.1:4000', SLUICE_TOKEN } = process.env;
const NAME = 'First detection';
const SOURCE = 'first.events';
const DESTINATION = 'first.detections';
const RULE = `title: Shell by a web server
id: 6c1f0a52-7a0e-4b53-9f2b-64c1f7d1a0e3
level: high
logsource: {product: linux, category: process_creation}
detection:
  shell:
    ParentImage|endswith: [/nginx, /httpd]
    Image|endswith: [/sh, /bash]
  condition: shell
`;

async function run(query, variables) {
  const response = await fetch(`${SLUICE_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${SLUICE_TOKEN}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  const [error] = errors ?? [];
  // CONFLICT: an earlier run has made it.
  if (error !== undefined && error.extensions.code !== 'CONFLICT') throw new Error(error.message);
  return data ?? {};
}

for (const name of [SOURCE, DESTINATION])
  await run('mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { name } } }', {
    input: { name },
  });

await run('mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { revision } }', {
  input: { name: NAME },
});
const { repositories } = await run('{ repositories { id name } }');
const repositoryId = repositories.find(({ name }) => name === NAME).id;

const { uploadRules } = await run(
  `mutation ($input: UploadRulesInput!) { uploadRules(input: $input) {
     added unchanged refused files { path outcome diagnostics { line column message } } } }`,
  { input: { repositoryId, files: [{ path: 'shell.yml', text: RULE }] } },
);
if (uploadRules.refused > 0) throw new Error(JSON.stringify(uploadRules.files));

const input = {
  ...{ name: NAME, sourceTopics: [SOURCE], destinationTopic: DESTINATION, startPosition: 'EARLIEST' },
  ...{ repositoryIds: [repositoryId], sigmaLogSource: { product: 'linux', category: 'process_creation' } },
};
await run('mutation ($input: CreatePipelineInput!) { createPipeline(input: $input) { revision } }', {
  input,
});
const { pipelines } = await run('{ pipelines { id name } }');
const pipelineId = pipelines.find(({ name }) => name === NAME).id;
console.error(`The pipeline runs. Write an event to the topic ${SOURCE}, for example:`);
console.error('{"ParentImage":"/usr/sbin/nginx","Image":"/bin/sh"}');

for (;;) {
  const { detections } = await run(
    `query ($filter: DetectionFilter!) { detections(filter: $filter, first: 1) {
       edges { node { id matchedAt event rules { title level } } } } }`,
    { filter: { pipelineIds: [pipelineId] } },
  );
  const [first] = detections.edges;
  if (first !== undefined) {
    console.log(JSON.stringify(first.node, null, 2));
    break;
  }
  await sleep(500);
}
