import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// graphql 16 publishes two builds; Vite would take one and Node the other, and their schemas do not mix.
const graphql = createRequire(new URL('./apps/api/package.json', import.meta.url)).resolve('graphql');
// Vitest hands these to Node as well, where 'import' would let require() load ES modules that it then cannot use.
const conditions = ['@sluice/source', 'node'];

const common = {
  resolve: { conditions, alias: [{ find: /^graphql$/, replacement: graphql }] },
  ssr: { resolve: { conditions, externalConditions: conditions } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...common,
        test: {
          name: 'unit',
          include: ['{{apps,libs}/*,bench}/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.integration.test.ts', '**/*.browser.test.ts', '**/node_modules/**'],
          // Generous: what a test looks at is never how long it takes.
          testTimeout: 90_000,
        },
      },
      {
        ...common,
        test: {
          name: 'integration',
          globalSetup: './libs/embedded/src/testing/shared-services.ts',
          include: ['{apps,libs}/*/src/**/*.integration.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
      {
        ...common,
        test: {
          name: 'browser',
          include: ['apps/web/e2e/**/*.browser.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
