// Any single request, with the body that curl sends: prints the answer's data, or ends with the message of its error.
// Scopes: those of the operation, see apps/api/access-table.txt.
//
//   SLUICE_URL=http://127.0.0.1:4000 SLUICE_TOKEN=sluice_… node ask.mjs '{"query": "{ health { status } }"}'
const { SLUICE_URL = 'http://127.0.0.1:4000', SLUICE_TOKEN } = process.env;
const [body] = process.argv.slice(2);

const response = await fetch(`${SLUICE_URL}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${SLUICE_TOKEN}` },
  body,
});
const { data, errors } = await response.json();
if (errors === undefined) console.log(JSON.stringify(data, null, 2));
else {
  console.error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join('\n'));
  process.exitCode = 1;
}
