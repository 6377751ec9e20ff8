import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { breakingChanges } from './graphql/breaking-changes.ts';
import { ACCESS_TABLE_FILE, printAccessTable } from './graphql/access-table.ts';
import { declaredAccess } from './graphql/declared-access.ts';
import { guardedFields } from './graphql/guard-relations.ts';
import { createSchema } from './graphql/schema.ts';
import { createPush } from './modules/dashboard/push.ts';

// `node print-schema.ts` writes apps/api/schema.graphql and access-table.txt; with `--check` it fails where one differs, or
// where scripts for the last release would break. `--release` makes the schema that of a release.
const schema = createSchema([], createPush());
const declared = declaredAccess(schema);
const text = `${printSchema(lexicographicSortSchema(schema))}\n`;
const released = new URL('../schema-of-last-release.graphql', import.meta.url);
const printed = [
  { file: new URL('../schema.graphql', import.meta.url), text },
  { file: ACCESS_TABLE_FILE, text: printAccessTable(declared, guardedFields(schema, declared)) },
];
if (process.argv.includes('--release')) writeFileSync(released, text);
if (process.argv.includes('--check')) {
  const broken = breakingChanges(readFileSync(released, 'utf8'), schema);
  for (const description of broken) process.stderr.write(`breaks scripts: ${description}\n`);
  if (broken.length > 0) {
    process.stderr.write('Keep what was released, deprecated (`deprecationReason`), beside what is new.\n');
    process.exitCode = 1;
  }
}
for (const { file, text } of printed) {
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    const name = file.pathname.split('/').at(-1) ?? '';
    process.stderr.write(
      `apps/api/${name} differs from the code: run \`pnpm --filter @sluice/api schema\`.\n`,
    );
    process.exitCode = 1;
  }
}
