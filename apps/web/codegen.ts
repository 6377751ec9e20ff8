import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { parse } from 'graphql';

/**
 * Types the documents in `src/**\/*.graphql` against the API's printed schema.
 * `--check` writes nothing and exits with 1 where the committed file is out of date.
 */
const root = fileURLToPath(new URL('.', import.meta.url));
const target = `${root}src/graphql/generated/graphql.ts`;

async function generate(): Promise<string> {
  const schema = parse(await readFile(`${root}../api/schema.graphql`, 'utf8'));
  const paths: string[] = [];
  for await (const path of glob('src/**/*.graphql', { cwd: root })) paths.push(path);
  paths.sort();
  const documents = await Promise.all(
    paths.map(async (location) => {
      const rawSDL = await readFile(root + location, 'utf8');
      return { location, rawSDL, document: parse(rawSDL) };
    }),
  );
  const files = await preset.buildGeneratesSection({
    baseOutputDir: `${root}src/graphql/generated/`,
    presetConfig: { fragmentMasking: false },
    schema,
    documents,
    plugins: [],
    pluginMap: {},
    config: {
      useTypeImports: true,
      enumType: 'string-literal',
      scalars: { DateTime: 'string', ID: 'string' },
    },
    documentTransforms: [],
  });
  // The documents are imported by name; the tag function and its map would only grow the bundle.
  const main = files.find((file) => file.filename === target);
  if (main === undefined) throw new Error(`The preset no longer writes ${target}.`);
  return codegen(main);
}

const next = await generate();
if (process.argv.includes('--check')) {
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current !== next) {
    console.error(
      'src/graphql/generated is out of date: run `pnpm --filter @sluice/web codegen` and commit.',
    );
    process.exitCode = 1;
  }
} else {
  await mkdir(fileURLToPath(new URL('src/graphql/generated/', import.meta.url)), { recursive: true });
  await writeFile(target, next);
}
