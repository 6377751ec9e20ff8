import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { ACCESS_TABLE_FILE, printAccessTable } from './graphql/access-table.ts';
import { declaredAccess } from './graphql/declared-access.ts';
import { createSchema } from './graphql/schema.ts';
import { createPush } from './modules/dashboard/push.ts';

// `node print-schema.ts` writes apps/api/schema.graphql and access-table.txt; with `--check` it fails where one differs.
const schema = createSchema([], createPush());
const printed = [
  {
    file: new URL('../schema.graphql', import.meta.url),
    text: `${printSchema(lexicographicSortSchema(schema))}\n`,
  },
  { file: ACCESS_TABLE_FILE, text: printAccessTable(declaredAccess(schema)) },
];
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
