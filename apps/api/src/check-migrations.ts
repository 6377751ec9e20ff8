import 'reflect-metadata';
import { createDataSource } from './database/data-source.ts';
import { readProcessEnv } from './env.ts';

// Runs the migrations on the database of DATABASE_URL (an empty one) and fails where they make other tables than the
// entities describe.
const database = await createDataSource(readProcessEnv().DATABASE_URL).initialize();
await database.runMigrations();
const { upQueries } = await database.driver.createSchemaBuilder().log();
await database.destroy();
if (upQueries.length > 0) {
  const missing = upQueries.map(({ query }) => `  ${query}`).join('\n');
  process.stderr.write(`The entities differ from what the migrations make. Missing:\n${missing}\n`);
  process.exit(1);
}
