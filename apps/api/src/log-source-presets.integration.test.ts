import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataOf } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface LogSource {
  readonly product: string | null;
  readonly category: string | null;
  readonly service: string | null;
}

interface Preset {
  readonly id: string;
  readonly name: string;
  readonly script: string;
  readonly mapping: readonly { readonly field: string; readonly sources: readonly string[] }[];
  readonly example: string;
  readonly logSources: readonly LogSource[];
}

it('a preset is an input of createLogSource, and makes rules of the log meet its example', async () => {
  const { logSourcePresets } = dataOf<{ logSourcePresets: Preset[] }>(
    await api.run(
      '{ logSourcePresets { id name script mapping { field sources } example logSources { product category service } } }',
    ),
  );
  expect(logSourcePresets.length).toBeGreaterThan(20);
  for (const { id, name, script, mapping, example, logSources } of logSourcePresets) {
    const { createLogSource } = dataOf<{
      createLogSource: { logSource: { id: string }; diagnostics: unknown[] };
    }>(
      await api.run(
        'mutation ($input: CreateLogSourceInput!) { createLogSource(input: $input) { logSource { id } diagnostics { message } } }',
        { input: { name, script, mapping } },
      ),
    );
    expect([id, createLogSource.diagnostics]).toEqual([id, []]);
    expect([id, logSources.length]).not.toEqual([id, 0]);
    const parts = Object.entries(logSources[0] ?? {}).filter(([, part]) => part !== null);
    const logSource = JSON.stringify(Object.fromEntries(parts));
    const text = `title: T\nid: ${randomUUID()}\nlogsource: ${logSource}\ndetection: {s: {no-such-field: null}, condition: s}\n`;
    const { testRule } = dataOf<{ testRule: { trials: object[] } }>(
      await api.run(
        'query ($input: TestRuleInput!) { testRule(input: $input) { trials { isMatch isLogSourceFitting scriptError } } }',
        { input: { text, events: [example], logSourceId: createLogSource.logSource.id } },
      ),
    );
    expect([id, testRule.trials]).toEqual([
      id,
      [{ isMatch: true, isLogSourceFitting: true, scriptError: null }],
    ]);
  }
});
