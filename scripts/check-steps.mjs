import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './bootstrap.mjs';
import { vitestStep } from './vitest-step.mjs';

/** Everything `pnpm check` looks at, the longest first. */
export function checkSteps() {
  return [
    { name: 'types', command: 'tsc -b --pretty' },
    { name: 'lint', command: 'eslint . --max-warnings 0 --cache --cache-location .sluice/cache/eslint' },
    vitestStep('unit'),
    { name: 'format', command: 'prettier --check . --log-level warn' },
    { name: 'import boundaries', command: 'node scripts/check-boundaries.mjs' },
    { name: 'dead code', command: 'knip --no-config-hints' },
    { name: 'Compose file', command: 'node scripts/check-compose.mjs' },
    { name: 'byte engine drift', command: 'node scripts/build-kernel.mjs --check' },
    packageScript('GraphQL schema drift', 'apps/api', 'schema:check'),
    packageScript('GraphQL client drift', 'apps/web', 'codegen:check'),
    packageScript('GraphQL client drift of the command line', 'apps/cli', 'codegen:check'),
    migrationDrift(),
  ];
}

function packageScript(name, folder, script) {
  return { name, command: scriptOf(folder, script), cwd: join(root, folder) };
}

/** Compares the entities with what the migrations make of an empty database. */
function migrationDrift() {
  const folder = 'apps/api';
  const program = join(root, 'libs/embedded/src/with-postgres.ts');
  return {
    name: 'migration drift',
    command: `node --conditions=@sluice/source '${program}' "$MIGRATION_CHECK"`,
    cwd: join(root, folder),
    // The API parses its whole environment; the check itself asks only Postgres.
    env: { MIGRATION_CHECK: scriptOf(folder, 'migration:check'), KAFKA_BROKERS: 'nowhere:9092' },
  };
}

function scriptOf(folder, script) {
  const { scripts } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return scripts?.[script] ?? `echo '${folder} has no script ${script}'; exit 1`;
}
