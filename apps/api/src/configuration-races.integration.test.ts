import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { createKafkaClient, startLogReader } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it, onTestFinished, vi } from 'vitest';
import {
  codeOf,
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  dataOf,
  DELETE_RULE,
  pipelineInput,
  ruleText,
  UPLOAD,
} from './testing/operations.ts';
import { newDatabase, startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const DELETE_REPOSITORY = 'mutation ($id: ID!) { deleteRepository(id: $id) { id } }';

/** A transaction that stands still in the middle, as another replica's may. */
async function openTransaction(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('BEGIN');
  return client;
}

/** Resolves when `work` waits for a lock in the database. Throws where it ends without. */
async function untilWaiting(client: pg.Client, work: Promise<Answer>): Promise<void> {
  let answer: Answer | undefined;
  void work.then((early) => (answer = early));
  await vi.waitFor(
    async () => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      expect({ waiting: rows[0]?.n, answer }).toEqual({ waiting: 1 });
    },
    { timeout: 10_000, interval: 50 },
  );
}

async function newestValues(): Promise<Map<string, string | null>> {
  const values = new Map<string, string | null>();
  const reader = await startLogReader(
    createKafkaClient(
      { brokers: [inject('kafkaBrokers')], clientId: 'test' },
      createLogger('test', 'silent'),
    ),
    {
      groupId: randomUUID(),
      topic: topicNames(api.prefix).config,
      from: 'beginning',
      onTrouble: () => undefined,
      onRecords(records) {
        for (const { key, value } of records) values.set(String(key), value?.toString() ?? null);
      },
    },
  );
  await reader.caughtUp;
  await reader.stop();
  return values;
}

async function untilPublished(revision: number): Promise<Map<string, string | null>> {
  for (;;) {
    const values = await newestValues();
    const last = JSON.parse(values.get('revision') ?? '{"revision":0}') as { revision: number };
    if (last.revision >= revision) return values;
  }
}

const createRule = (repositoryId: string, text: string): Promise<Answer> =>
  api.run(CREATE_RULE, { input: { repositoryId, text } });

it('a rule that is deleted while an import would change it is not published again', async () => {
  const repositoryId = await createRepository(api);
  const sigmaId = randomUUID();
  const { createRule: created } = dataOf<{ createRule: { rule: { id: string } } }>(
    await createRule(repositoryId, ruleText(sigmaId, 'Before')),
  );
  const other = await openTransaction();
  await other.query('DELETE FROM rules WHERE id = $1', [created.rule.id]);
  const importing = api.run(UPLOAD, {
    input: { repositoryId, files: [{ path: 'a.yml', text: ruleText(sigmaId, 'After') }] },
  });
  await untilWaiting(other, importing);
  await other.query('COMMIT');
  const { uploadRules } = dataOf<{
    uploadRules: { added: number; revision: number; files: { ruleId: string }[] };
  }>(await importing);
  expect(uploadRules.added).toBe(1);
  expect(uploadRules.files[0]?.ruleId).not.toBe(created.rule.id);
  const values = await untilPublished(uploadRules.revision);
  expect(values.get(`rule/${created.rule.id}`)).not.toContain('After');
});

type Change = (repositoryId: string) => Promise<Answer>;

it.each<[string, () => Change | Promise<Change>]>([
  ['a rule is added', () => (id) => createRule(id, ruleText(randomUUID(), 'Late'))],
  [
    'rules are uploaded',
    () => (repositoryId) =>
      api.run(UPLOAD, {
        input: { repositoryId, files: [{ path: 'a.yml', text: ruleText(randomUUID(), 'Late') }] },
      }),
  ],
  [
    'a pipeline takes it',
    async () => {
      const input = await pipelineInput(api);
      return (id) => api.run(CREATE_PIPELINE, { input: { ...input, repositoryIds: [id] } });
    },
  ],
])('a repository that is deleted while %s: NOT_FOUND', async (_what, prepare) => {
  const change = await prepare();
  const id = await createRepository(api);
  const other = await openTransaction();
  await other.query('DELETE FROM repositories WHERE id = $1', [id]);
  const changing = change(id);
  await untilWaiting(other, changing);
  await other.query('COMMIT');
  expect(codeOf(await changing)).toBe('NOT_FOUND');
});

it('a repository takes its rules with it, also one that is being added', async () => {
  const id = await createRepository(api);
  const other = await openTransaction();
  const ruleId = randomUUID();
  await other.query(
    `INSERT INTO rules (id, repository_id, sigma_id, path, "text", title, level)
     VALUES ($1, $2, $3, 'a.yml', '', 'A', 0)`,
    [ruleId, id, randomUUID()],
  );
  const deleting = api.run('mutation ($id: ID!) { deleteRepository(id: $id) { revision } }', { id });
  await untilWaiting(other, deleting);
  await other.query('COMMIT');
  const { deleteRepository } = dataOf<{ deleteRepository: { revision: number } }>(await deleting);
  const values = await untilPublished(deleteRepository.revision);
  expect(values.has(`rule/${ruleId}`)).toBe(true);
  expect(codeOf(await api.run(DELETE_REPOSITORY, { id }))).toBe('NOT_FOUND');
});

it('a repository that a pipeline is just taking is not deleted', async () => {
  const id = await createRepository(api);
  const input = await pipelineInput(api);
  const { createPipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
    await api.run(CREATE_PIPELINE, { input }),
  );
  const other = await openTransaction();
  await other.query('INSERT INTO pipeline_repositories (pipeline_id, repository_id) VALUES ($1, $2)', [
    createPipeline.pipeline.id,
    id,
  ]);
  const deleting = api.run(DELETE_REPOSITORY, { id });
  await untilWaiting(other, deleting);
  await other.query('COMMIT');
  const answer = await deleting;
  expect(codeOf(answer)).toBe('CONFLICT');
  expect(answer.errors?.[0]?.message).toContain(input.name);
});

it('updating and deleting one pipeline at once ends with one winner, never in a deadlock', async () => {
  const update = 'mutation ($id: ID!) { disablePipeline(id: $id) { revision } }';
  const remove = 'mutation ($id: ID!) { deletePipeline(id: $id) { revision } }';
  for (let round = 0; round < 5; round++) {
    const { createPipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
      await api.run(CREATE_PIPELINE, { input: await pipelineInput(api) }),
    );
    const variables = { id: createPipeline.pipeline.id };
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => api.run(update, variables)),
      api.run(remove, variables),
    ]);
    const codes = answers.map(codeOf);
    expect(codes.filter((code) => code !== 'CONFLICT' && code !== 'NOT_FOUND')).toEqual(
      codes.flatMap((code) => (code === undefined ? [undefined] : [])),
    );
    expect(codes.at(-1)).toBeUndefined();
  }
});

it('publishing goes on after Postgres has ended the connection of the relay', async () => {
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  const { rowCount } = await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'sluice-relay'`,
  );
  expect(rowCount).toBe(1);
  const repositoryId = await createRepository(api);
  const answer = await createRule(repositoryId, ruleText(randomUUID(), 'After the outage'));
  const { revision, rule } = dataOf<{ createRule: { revision: number; rule: { id: string } } }>(
    answer,
  ).createRule;
  expect((await untilPublished(revision)).get(`rule/${rule.id}`)).toContain('After the outage');
  expect(codeOf(await api.run(DELETE_RULE, { id: rule.id }))).toBeUndefined();
});

it('two replicas start on one empty database: one user, one demo', async () => {
  const same = { databaseUrl: await newDatabase(), prefix: `t${randomUUID().slice(0, 8)}` };
  const DEMO_RULES = new URL('../../../examples/demo-rules', import.meta.url).pathname;
  const replicas = await Promise.all([
    startTestApi({ DEMO_RULES }, same),
    startTestApi({ DEMO_RULES }, same),
  ]);
  onTestFinished(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
  });
  const answer = await replicas[0].run('{ repositories { name } pipelines { name } me { email } }');
  expect(dataOf<{ repositories: unknown[]; pipelines: unknown[] }>(answer)).toMatchObject({
    repositories: [{ name: 'Demo rules' }],
    pipelines: [{ name: 'Demo' }],
  });
}, 60_000);
