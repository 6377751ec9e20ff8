// docker-compose.yml against the Compose specification's JSON schema, without a Docker engine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

import { root } from './bootstrap.mjs';

const schema = JSON.parse(readFileSync(join(root, 'scripts/compose-spec/compose-spec.json'), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
const isValid = ajv.compile(schema);

const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
const problems = [...schemaProblems(compose), ...referenceProblems(compose)];
for (const problem of problems) console.error(`docker-compose.yml: ${problem}`);
process.exit(problems.length === 0 ? 0 : 1);

function schemaProblems(file) {
  return isValid(file) ? [] : isValid.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What the schema cannot say: services, volumes and networks that are named must exist. */
function referenceProblems({ services, volumes = {}, networks = {} }) {
  return Object.entries(services).flatMap(([name, service]) => {
    const dependencies = Object.keys(service.depends_on ?? {}).filter((each) => !(each in services));
    const mounts = (service.volumes ?? [])
      .map((volume) => (typeof volume === 'string' ? volume.split(':')[0] : volume.source))
      .filter((source) => source && /^[\w-]+$/.test(source) && !(source in volumes));
    const joined = (service.networks ?? []).filter((each) => !(each in networks));
    return [...dependencies, ...mounts, ...joined].map(
      (missing) => `${name} names ${missing}, which does not exist`,
    );
  });
}
