import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { parse } from 'graphql';

// Types the documents in `src/**/*.graphql` of the package that it runs in against the API's printed schema.
//   node graphql-client.mjs --target src/…/generated/graphql.ts [--as documentNode|string] [--check]
// `--check` writes nothing and exits with 1 where the committed file is out of date.

const { values } = parseArgs({
  options: {
    target: { type: 'string' },
    as: { type: 'string', default: 'documentNode' },
    check: { type: 'boolean', default: false },
  },
});
const root = process.cwd();
const target = join(root, values.target);

async function generate() {
  const schema = parse(await readFile(join(import.meta.dirname, '../apps/api/schema.graphql'), 'utf8'));
  const paths = [];
  for await (const path of glob('src/**/*.graphql', { cwd: root })) paths.push(path);
  paths.sort();
  const documents = await Promise.all(
    paths.map(async (location) => {
      const rawSDL = await readFile(join(root, location), 'utf8');
      return { location, rawSDL, document: parse(rawSDL) };
    }),
  );
  const files = await preset.buildGeneratesSection({
    baseOutputDir: `${dirname(target)}/`,
    presetConfig: { fragmentMasking: false },
    schema,
    documents,
    plugins: [],
    pluginMap: {},
    config: {
      useTypeImports: true,
      enumType: 'string-literal',
      scalars: { DateTime: 'string', ID: 'string', JSON: 'unknown' },
      documentMode: values.as,
    },
    documentTransforms: [],
  });
  // The documents are imported by name; the tag function and its map would only grow the bundle.
  const main = files.find((file) => file.filename === target);
  if (main === undefined) throw new Error(`The preset no longer writes ${target}.`);
  return codegen(main);
}

const next = await generate();
if (values.check) {
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current !== next) {
    console.error(`${values.target} is out of date: run \`pnpm codegen\` in ${root} and commit.`);
    process.exitCode = 1;
  }
} else {
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, next);
}
