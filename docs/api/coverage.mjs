// Which techniques of MITRE ATT&CK the rules cover: loads a STIX bundle, prints a line for each tactic and the techniques
// that no live rule covers, and writes a layer for ATT&CK Navigator. Scope: RULES_WRITE.
//
//   SLUICE_URL=http://127.0.0.1:4000 SLUICE_TOKEN=sluice_… node coverage.mjs enterprise-attack.json layer.json
//
// The bundle is what MITRE publishes, plain or by gzip. Loaded again, it changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const { SLUICE_URL = 'http://127.0.0.1:4000', SLUICE_TOKEN } = process.env;
const [, , bundlePath, layerPath] = process.argv;

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

const contentBase64 = gzipSync(readFileSync(bundlePath)).toString('base64');
const { uploadAttackCatalogue } = await run(
  `mutation ($input: UploadAttackCatalogueInput!) {
     uploadAttackCatalogue(input: $input) { catalogue { name attackVersion } } }`,
  { input: { contentBase64 } },
);
const { name, attackVersion } = uploadAttackCatalogue.catalogue;
console.log(`${name ?? 'ATT&CK'} ${attackVersion ?? ''}`.trim());

// Hits are those of the last 7 days; `from`, `to`, `inUse`, `repositoryIds` and `pipelineIds` narrow it.
const { attackMatrix, attackGaps } = await run(
  `{ attackMatrix { tactics { name coveredCount techniques { id whole { liveRules hits } } } }
     attackGaps { techniques { id name shadowRules idleRules } strayTags { tag ruleCount replacedBy } } }`,
);
for (const tactic of attackMatrix.tactics)
  console.log(`${tactic.name}: ${tactic.coveredCount} of ${tactic.techniques.length}`);
for (const { id, name: technique, shadowRules, idleRules } of attackGaps.techniques)
  console.log(`open: ${id} ${technique}, ${shadowRules} rules in shadow, ${idleRules} idle`);
for (const { tag, ruleCount, replacedBy } of attackGaps.strayTags)
  console.log(`stray: ${tag} of ${ruleCount} rules${replacedBy === null ? '' : `, now ${replacedBy}`}`);

const { exportNavigatorLayer } = await run('{ exportNavigatorLayer(name: "Our rules") }');
writeFileSync(layerPath, exportNavigatorLayer);
