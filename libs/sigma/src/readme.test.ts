import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

test('the example of the README is this one, and finds what it says', async () => {
  const read = (path: string): string => readFileSync(join(import.meta.dirname, path)).toString('utf8');
  const example = read('testing/readme-example.ts');
  expect(read('../README.md')).toContain(`\`\`\`ts\n${example}\`\`\``);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await import('./testing/readme-example.ts');
  expect(log.mock.calls).toEqual([[['Shadow copies are deleted']]]);
  log.mockRestore();
});
