import eslint from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/testing/**', 'apps/web/e2e/**'];
const pureLibraries = ['libs/{sigma,logparse,contracts,diagnostics}/src/**'];

const environment = {
  object: 'process',
  property: 'env',
  message: 'Only an env.ts reads the environment; take the value as an argument.',
};
const clockAndChance = [
  { object: 'Date', property: 'now', message: 'Pure libraries take the time as an argument.' },
  { object: 'performance', property: 'now', message: 'Pure libraries take the time as an argument.' },
  { object: 'Math', property: 'random', message: 'Pure libraries take randomness as an argument.' },
];

export default defineConfig(
  globalIgnores(['**/dist', '**/generated', '**/node_modules', '.sluice', '**/coverage', '**/test-results']),
  // AssemblyScript looks like TypeScript and is not; its compiler checks it.
  globalIgnores(['libs/sigma/kernel']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A leading underscore says that a name is there for its place.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowNullish: true },
      ],
      // What factories return does not use `this`.
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-properties': ['error', environment],
    },
  },
  { files: ['**/env.ts', ...tests, '**/*.config.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: pureLibraries,
    ignores: tests,
    rules: {
      'no-restricted-properties': ['error', environment, ...clockAndChance],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'Pure libraries take the time as an argument.',
        },
      ],
    },
  },
  { files: ['**/*.entity.ts', ...tests], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['apps/web/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'fetch',
          'WebSocket',
          'URL',
          'module',
          'setTimeout',
          'setInterval',
          'clearInterval',
          'performance',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
