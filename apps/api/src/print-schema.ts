import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './graphql/schema.ts';
import { createPush } from './modules/dashboard/push.ts';

// `node print-schema.ts` writes apps/api/schema.graphql; with `--check` it fails where the file differs.
const file = new URL('../schema.graphql', import.meta.url);
const printed = `${printSchema(lexicographicSortSchema(createSchema([], createPush())))}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== printed) {
    process.stderr.write(
      'apps/api/schema.graphql differs from the code: run `pnpm --filter @sluice/api schema`.\n',
    );
    process.exit(1);
  }
} else {
  writeFileSync(file, printed);
}
