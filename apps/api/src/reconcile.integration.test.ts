import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  dataOf,
  pipelineInput,
  ruleText,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords } from './testing/topic-records.ts';

const RECONCILE = `mutation ($input: ReconcileConfigurationInput!) { reconcileConfiguration(input: $input) {
  compared differing differences { kind key } revision } }`;

interface Reconciled {
  readonly compared: number;
  readonly differing: number;
  readonly differences: readonly { readonly kind: string; readonly key: string }[];
  readonly revision: number;
}

let api: TestApi;
let ruleIds: string[];
beforeAll(async () => {
  api = await startTestApi();
  const repositoryId = await createRepository(api);
  ruleIds = [];
  for (const title of ['one', 'two', 'three']) {
    const answer = await api.run(CREATE_RULE, {
      input: { repositoryId, text: ruleText(randomUUID(), title) },
    });
    ruleIds.push(dataOf<{ createRule: { rule: { id: string } } }>(answer).createRule.rule.id);
  }
  const fields = { customFields: { zulu: 1, a: { y: 1, x: 2 } } };
  const repositories = { repositoryIds: [await createRepository(api), repositoryId] };
  dataOf(
    await api.run(CREATE_PIPELINE, { input: { ...(await pipelineInput(api)), ...fields, ...repositories } }),
  );
}, 60_000);
afterAll(() => api.stop());

async function reconcile(dryRun = false): Promise<Reconciled> {
  const answer = await api.run(RECONCILE, { input: { dryRun } });
  return dataOf<{ reconcileConfiguration: Reconciled }>(answer).reconcileConfiguration;
}

/** As if another program wrote to the topic, or a part of it were lost. */
function tell(...records: readonly (readonly [key: string, value: string | null])[]): Promise<void> {
  const { config } = topicNames(api.prefix);
  return sendRecords(records.map(([key, value]) => ({ topic: config, key, value })));
}

const sorted = ({ differences }: Reconciled): string[] =>
  differences.map(({ kind, key }) => `${kind} ${key}`).sort();

describe('the configuration in Kafka', () => {
  it('is left alone where it is as in Postgres', async () => {
    const first = await reconcile();
    expect(first).toMatchObject({ differing: 0, differences: [] });
    // 3 rules, 3 repositories and a pipeline.
    expect(first.compared).toBe(7);
    expect((await reconcile()).revision).toBe(first.revision);
  });

  describe('that another wrote to', () => {
    let expected: string[];
    beforeEach(async () => {
      const stranger = randomUUID();
      await tell(
        [`rule/${ruleIds[0]}`, null],
        [`rule/${ruleIds[1]}`, '{"schemaVersion":1}'],
        [`rule/${stranger}`, '{'],
        ['a-kind-of-later/1', '{}'],
      );
      expected = [
        `MISSING rule/${ruleIds[0]}`,
        `OTHERWISE rule/${ruleIds[1]}`,
        `SURPLUS rule/${stranger}`,
      ].sort();
    });

    it('is mended, and what was mended is told', async () => {
      const before = await reconcile(true);
      expect(sorted(before)).toEqual(expected);
      const mended = await reconcile();
      expect(sorted(mended)).toEqual(expected);
      expect(mended.revision).toBe(before.revision + 1);
      expect(await reconcile()).toMatchObject({ differing: 0, revision: mended.revision });
    });

    it('is told of in the audit log', async () => {
      await reconcile();
      const { auditLog } = dataOf<{ auditLog: { edges: { node: Record<string, unknown> }[] } }>(
        await api.run(
          '{ auditLog(first: 1, filter: { actions: [RECONCILE] }) { edges { node { objectType actor after } } } }',
        ),
      );
      expect(auditLog.edges[0]?.node).toMatchObject({
        objectType: 'CONFIGURATION',
        actor: 'admin@sluice.local',
      });
      expect(JSON.stringify(auditLog.edges[0]?.node['after'])).toContain(`MISSING rule/${ruleIds[0]}`);
    });
  });

  it('is not found otherwise because changes are under way', async () => {
    const repositoryId = await createRepository(api);
    const created = Array.from({ length: 10 }, (_, n) =>
      api.run(CREATE_RULE, { input: { repositoryId, text: ruleText(randomUUID(), `busy ${n}`) } }),
    );
    const [found] = await Promise.all([reconcile(), ...created]);
    expect(found).toMatchObject({ differing: 0 });
  });
});
