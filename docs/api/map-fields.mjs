// A log source for events whose fields have names of their own: suggested by the newest events of a topic, tried on them,
// and then made. Scopes: RULES_READ, PIPELINES_WRITE, TOPICS_READ.
//
//   SLUICE_URL=http://127.0.0.1:4000 SLUICE_TOKEN=sluice_… node map-fields.mjs <topic>
const { SLUICE_URL = 'http://127.0.0.1:4000', SLUICE_TOKEN } = process.env;
const [topic] = process.argv.slice(2);

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

const sample = { topic, count: 50 };
const { suggestMapping } = await run(
  `query ($input: SuggestMappingInput!) { suggestMapping(input: $input) {
     field rules sources { source score examples } } }`,
  { input: { sample } },
);
for (const { field, rules, sources } of suggestMapping)
  console.log(`${field} (${rules} rules): ${sources.map(({ source }) => source).join(' or ')}`);

// The best of each; people look at them first.
const mapping = suggestMapping.map(({ field, sources: [best] }) => ({ field, sources: [best.source] }));
const { testLogSource } = await run(
  'query ($input: TestLogSourceInput!) { testLogSource(input: $input) { mapped } }',
  { input: { mapping, sample: { topic, count: 1 } } },
);
console.log(JSON.stringify(testLogSource[0].mapped));

const { createLogSource } = await run(
  `mutation ($input: CreateLogSourceInput!) { createLogSource(input: $input) {
     logSource { id } diagnostics { message } } }`,
  { input: { name: `Fields of ${topic}`, mapping } },
);
console.log(`log source ${createLogSource.logSource.id}`);
