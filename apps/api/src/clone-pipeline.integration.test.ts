import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  codeOf,
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  createTopic,
  dataOf,
  ruleText,
} from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
let database: pg.Client;
let sources: readonly string[];
let original = '';
let gone = '';
const facts = { writeUntagged: true, writeFiltered: true, writeParsed: true, customFields: { site: 'a' } };

async function create(kind: string, input: object): Promise<string> {
  const field = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const mutation = `mutation ($input: Create${kind}Input!) { done: create${kind}(input: $input) { object: ${field} { id } } }`;
  return dataOf<{ done: { object: { id: string } } }>(await api.run(mutation, { input })).done.object.id;
}

const CLONE =
  'mutation ($input: ClonePipelineInput!) { clonePipeline(input: $input) { pipeline { id name enabled version } revision } }';

interface Cloned {
  readonly pipeline: { readonly id: string; readonly enabled: boolean; readonly version: number };
  readonly revision: number;
}

async function clone(input: object): Promise<Cloned> {
  return dataOf<{ clonePipeline: Cloned }>(await api.run(CLONE, { input })).clonePipeline;
}

/** All that the tables hold of a pipeline. */
async function rowsOf(id: string): Promise<Record<string, unknown>> {
  const one = async (query: string): Promise<unknown[]> =>
    (await database.query(query, [id])).rows as unknown[];
  const [row] = await one('SELECT * FROM pipelines WHERE id = $1');
  return {
    ...(row as Record<string, unknown>),
    repositories: await one(
      'SELECT repository_id FROM pipeline_repositories WHERE pipeline_id = $1 ORDER BY 1',
    ),
    filters: await one('SELECT filter_id FROM pipeline_filters WHERE pipeline_id = $1 ORDER BY 1'),
  };
}

beforeAll(async () => {
  api = await startTestApi();
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  const repositoryIds = [await createRepository(api), await createRepository(api)];
  const rule = async (): Promise<string> => {
    const input = { repositoryId: repositoryIds[0], text: ruleText(randomUUID(), 'A') };
    const answer = await api.run(CREATE_RULE, { input });
    return dataOf<{ createRule: { rule: { id: string } } }>(answer).createRule.rule.id;
  };
  const kept = await rule();
  gone = await rule();
  sources = [await createTopic(api), await createTopic(api)];
  const filter = { name: randomUUID(), text: 'detection: {s: {a: 1}, condition: s}' };
  original = await create('Pipeline', {
    ...{ name: randomUUID(), sourceTopics: sources, destinationTopic: await createTopic(api), repositoryIds },
    ...{ startPosition: 'TIMESTAMP', startAt: '2026-01-01T00:00:00Z', ...facts },
    sigmaLogSource: { product: 'windows', category: 'process_creation', service: 'sysmon' },
    logSourceId: await create('LogSource', { name: randomUUID() }),
    filterIds: [await create('Filter', filter)],
    disabledRuleIds: [kept, gone],
  });
});
afterAll(async () => {
  await database.end();
  await api.stop();
});

describe('a copy of a pipeline', () => {
  it('is the same under another name, and disabled; the workers and the audit log are told', async () => {
    const name = randomUUID();
    const { dashboard } = dataOf<{ dashboard: { revision: number } }>(
      await api.run('{ dashboard { revision } }'),
    );
    const { pipeline, revision } = await clone({ id: original, name });
    expect(pipeline).toMatchObject({ name, enabled: false, version: 1 });
    const { id: _id, created_at: _at, updated_at: _then, ...copied } = await rowsOf(pipeline.id);
    // Whatever column a pipeline is given: it is copied, or named here.
    const { id, created_at: _before, updated_at: _after, ...first } = await rowsOf(original);
    expect(copied).toEqual({ ...first, name, enabled: false });
    expect(id).not.toBe(pipeline.id);
    const query = `query ($id: ID!) { auditLog(filter: { objectId: $id }) { edges { node { action objectType objectName } } } }`;
    const { auditLog } = dataOf<{ auditLog: { edges: { node: object }[] } }>(
      await api.run(query, { id: pipeline.id }),
    );
    expect(auditLog.edges.map(({ node }) => node)).toEqual([
      { action: 'CREATE', objectType: 'PIPELINE', objectName: name },
    ]);
    // Without a record there would be no new one.
    expect(revision).toBe(dashboard.revision + 1);
  });

  it('writes elsewhere where that is asked, and feeds itself by no way', async () => {
    const destinationTopic = await createTopic(api);
    const { pipeline } = await clone({ id: original, name: randomUUID(), destinationTopic });
    expect(await rowsOf(pipeline.id)).toMatchObject({ destination_topic: destinationTopic });
    const itself = await api.run(CLONE, {
      input: { id: original, name: randomUUID(), destinationTopic: sources[1] },
    });
    expect(itself.errors?.[0]?.message).toMatch(/would read what it writes/);
    // Through another pipeline, which reads what the copy would write.
    const input = {
      ...{ name: randomUUID(), sourceTopics: [await createTopic(api)], destinationTopic: sources[0] },
      repositoryIds: [await createRepository(api)],
    };
    dataOf(await api.run(CREATE_PIPELINE, { input }));
    const through = await api.run(CLONE, {
      input: { id: original, name: randomUUID(), destinationTopic: input.sourceTopics[0] },
    });
    expect(through.errors?.[0]?.message).toMatch(/would read what it writes/);
  });

  it('names no rule that is gone', async () => {
    await database.query('DELETE FROM rules WHERE id = $1', [gone]);
    const { pipeline } = await clone({ id: original, name: randomUUID() });
    const { disabled_rule_ids: ids } = await rowsOf(pipeline.id);
    expect(ids).toHaveLength(1);
    expect(ids).not.toContain(gone);
  });

  it('is refused for a name that is taken or none, and for a pipeline or a topic that is not there', async () => {
    const { pipeline } = await clone({ id: original, name: 'taken' });
    for (const [input, code] of [
      [{ id: pipeline.id, name: 'taken' }, 'CONFLICT'],
      [{ id: original, name: ' ' }, 'BAD_USER_INPUT'],
      [{ id: randomUUID(), name: 'x' }, 'NOT_FOUND'],
      [{ id: original, name: 'x', destinationTopic: 'nowhere' }, 'BAD_USER_INPUT'],
      [{ id: original, name: 'x', destinationTopic: `${api.prefix}.config` }, 'BAD_USER_INPUT'],
    ] as const)
      expect(codeOf(await api.run(CLONE, { input })), input.name).toBe(code);
  });
});
