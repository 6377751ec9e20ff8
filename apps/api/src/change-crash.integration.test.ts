import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { topicNames } from '@sluice/contracts';
import { startApi, startKafka, type RunningApp } from '@sluice/embedded';
import { createKafkaClient, startLogReader } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import {
  CREATE_PIPELINE,
  CREATE_RULE,
  createRepository,
  dataOf,
  DELETE_RULE,
  pipelineInput,
  ruleText,
  UPLOAD,
} from './testing/operations.ts';
import { EMAIL, newDatabase, PASSWORD, startTestApi, type TestApi } from './testing/start-test-api.ts';

// What is left of a change when the API is killed in the middle of it, or Kafka is away.

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
const APPLY =
  'mutation ($input: ApplyConfigurationInput!) { applyConfiguration(input: $input) { revision changes { action } } }';
const PUBLICATION = '{ publication { revision publishedRevision pending pendingSince } }';

interface Deployment {
  readonly databaseUrl: string;
  readonly prefix: string;
  readonly database: pg.Client;
}

async function newDeployment(): Promise<Deployment> {
  const databaseUrl = await newDatabase();
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  return { databaseUrl, prefix: `t${randomUUID().slice(0, 8)}`, database };
}

/** A replica as a process of its own, and how it is asked. */
async function startReplica({ databaseUrl, prefix }: Deployment) {
  const settings = {
    DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: inject('kafkaBrokers'),
    SLUICE_PREFIX: prefix,
    ADMIN_EMAIL: EMAIL,
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'warn',
  };
  const app = await startApi(settings, undefined, { onLine: () => undefined, onDeath: () => undefined });
  let token = '';
  const run: TestApi['run'] = async (query, variables = {}, bearer = token) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
    const body = JSON.stringify({ query, variables });
    const answer = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
    return answer.json() as ReturnType<TestApi['run']>;
  };
  const answer = await run(LOGIN, { input: { email: EMAIL, password: PASSWORD } });
  token = dataOf<{ login: { token: string } }>(answer).login.token;
  return { app, api: { run } as TestApi };
}

async function kill(app: RunningApp): Promise<void> {
  app.kill('SIGKILL');
  await app.exited;
}

/** Resolves when a statement like this waits in the database. */
async function untilStands(database: pg.Client, statement: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rowCount } = await database.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
         AND wait_event_type IN ('Lock', 'Timeout') AND query LIKE $1`,
        [statement],
      );
      expect(rowCount).toBe(1);
    },
    { timeout: 20_000, interval: 20 },
  );
}

/** Everything that a change writes, row by row. */
async function stateOf(database: pg.Client): Promise<unknown> {
  const tables = ['rules', 'filters', 'repositories', 'audit_log', 'revision', 'outbox_records'];
  const state: Record<string, unknown> = {};
  for (const table of tables) {
    // A start logs in, which the audit log tells.
    const others = table === 'audit_log' ? "WHERE action <> 'LOGIN'" : '';
    const { rows } = await database.query(
      `SELECT ctid, xmin, t.* FROM ${table} AS t ${others} ORDER BY ctid`,
    );
    state[table] = rows;
  }
  return state;
}

/** Records of the configuration's topic, in their order, revisions as numbers. */
async function published(prefix: string, brokers = inject('kafkaBrokers')): Promise<(string | number)[]> {
  const found: (string | number)[] = [];
  const reader = await startLogReader(
    createKafkaClient({ brokers: [brokers], clientId: 'test' }, createLogger('test', 'silent')),
    {
      groupId: randomUUID(),
      topic: topicNames(prefix).config,
      from: 'beginning',
      onTrouble: () => undefined,
      onRecords(records) {
        for (const { key, value } of records) {
          const text = value?.toString() ?? '';
          if (String(key) === 'revision') found.push((JSON.parse(text) as { revision: number }).revision);
          else found.push(`${String(key)} ${/title: (.*?)\\n/.exec(text)?.[1] ?? ''}`.trimEnd());
        }
      },
    },
  );
  await reader.caughtUp;
  await reader.stop();
  return found;
}

const untilPublished = (api: TestApi): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(dataOf(await api.run(PUBLICATION))).toMatchObject({ publication: { pending: 0 } });
    },
    { timeout: 60_000, interval: 100 },
  );

describe('an API that is killed', () => {
  let deployment: Deployment;
  let replica: Awaited<ReturnType<typeof startReplica>>;
  let repositoryId: string;
  beforeAll(async () => {
    deployment = await newDeployment();
    replica = await startReplica(deployment);
    repositoryId = await createRepository(replica.api);
    await untilPublished(replica.api);
  });
  afterAll(async () => {
    await replica.app.stop();
    await deployment.database.end();
  });

  it.each([
    [
      'in the middle of an upload',
      UPLOAD,
      () => ({
        repositoryId,
        files: Array.from({ length: 40 }, (_, n) => ({
          path: `${n}.yml`,
          text: ruleText(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, `Rule ${n}`),
        })),
      }),
      { uploadRules: { added: 40 } },
    ],
    [
      'in the middle of applyConfiguration',
      APPLY,
      () => ({
        document:
          'version: 1\nfilters: [{name: noise, text: "detection: {sel: {Image: x}, condition: sel}"}]\n',
      }),
      { applyConfiguration: { changes: [{ action: 'CREATE' }] } },
    ],
  ])('%s has done nothing of it, and does it after its start', async (_, operation, inputOf, expected) => {
    const { database, databaseUrl } = deployment;
    const input = inputOf();
    const before = await stateOf(database);

    // All rows are written, and the transaction waits for its entry in the audit log.
    const holder = new pg.Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE audit_log IN EXCLUSIVE MODE');
    const lost = replica.api.run(operation, { input }).then(
      () => 'answered',
      () => 'lost',
    );
    await untilStands(database, 'INSERT INTO "audit_log"%');
    await kill(replica.app);
    await holder.end();
    expect(await lost).toBe('lost');

    replica = await startReplica(deployment);
    expect(await stateOf(database)).toEqual(before);
    expect(dataOf(await replica.api.run(operation, { input }))).toMatchObject(expected);
    await untilPublished(replica.api);
  });

  it('between Kafka’s commit of a revision and its own publishes it again, and goes on in order', async () => {
    const { database, prefix } = deployment;
    const written = (await published(prefix)).length;
    const { publication } = dataOf<{ publication: { revision: number } }>(await replica.api.run(PUBLICATION));
    const { revision } = publication;
    await database.query(`
      CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(120); RETURN NEW; END $$;
      CREATE TRIGGER stand_still BEFORE UPDATE ON outbox_revisions FOR EACH ROW EXECUTE FUNCTION stand_still()`);
    for (const title of ['one', 'two', 'three'])
      dataOf(
        await replica.api.run(CREATE_RULE, { input: { repositoryId, text: ruleText(randomUUID(), title) } }),
      );
    await untilStands(database, 'UPDATE outbox_revisions%');
    expect(dataOf(await replica.api.run(PUBLICATION))).toMatchObject({
      publication: {
        revision: revision + 3,
        publishedRevision: revision,
        pending: 3,
        pendingSince: expect.any(String) as string,
      },
    });
    await kill(replica.app);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'UPDATE outbox_revisions%'`,
    );
    await database.query('DROP TRIGGER stand_still ON outbox_revisions');

    replica = await startReplica(deployment);
    await untilPublished(replica.api);
    const records = (await published(prefix)).slice(written);
    const one = ['rule one', revision + 1];
    expect(records.map((record) => String(record).replace(/^rule\/\S+/, 'rule'))).toEqual(
      [...one, ...one, 'rule two', revision + 2, 'rule three', revision + 3].map(String),
    );
  });
});

/** How long Kafka is away, in seconds: `KAFKA_OUTAGE_SECONDS=600 pnpm vitest …` sees the clients' longest pauses between tries. */
const outageSeconds = Number(process.env['KAFKA_OUTAGE_SECONDS'] ?? 0);

it(
  'changes that are made while Kafka is away are accepted, shown as pending, and arrive in their order',
  { timeout: 120_000 + outageSeconds * 1000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sluice-kafka-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    let kafka = await startKafka({ dataDir, log: () => undefined });
    onTestFinished(() => kafka.stop());
    const port = Number(kafka.brokers.split(':')[1]);
    const api = await startTestApi({ KAFKA_BROKERS: kafka.brokers });
    onTestFinished(() => api.stop());
    const repositoryId = await createRepository(api);
    const input = { ...(await pipelineInput(api)), repositoryIds: [repositoryId] };
    const { pipeline } = dataOf<{ createPipeline: { pipeline: { id: string } } }>(
      await api.run(CREATE_PIPELINE, { input }),
    ).createPipeline;
    await untilPublished(api);

    await kafka.stop();
    const ids: string[] = [];
    for (const title of ['one', 'two', 'three']) {
      const rule = { repositoryId, text: ruleText(randomUUID(), title) };
      const created = dataOf<{ createRule: { rule: { id: string } } }>(
        await api.run(CREATE_RULE, { input: rule }),
      );
      ids.push(created.createRule.rule.id);
    }
    dataOf(await api.run(DELETE_RULE, { id: ids[1] }));
    // It names its topics, as a form or a document does, and needs no word of Kafka for those that it has.
    const { sourceTopics, destinationTopic } = input;
    const update = { id: pipeline.id, version: 1, name: 'renamed', sourceTopics, destinationTopic };
    dataOf(
      await api.run(
        'mutation ($input: UpdatePipelineInput!) { updatePipeline(input: $input) { revision } }',
        {
          input: update,
        },
      ),
    );
    const pending = { publication: { revision: 8, publishedRevision: 3, pending: 5 } };
    expect(dataOf(await api.run(PUBLICATION))).toMatchObject(pending);
    await setTimeout(outageSeconds * 1000);
    // The access token may have expired.
    const answer = await api.run(LOGIN, { input: { email: EMAIL, password: PASSWORD } });
    const { token } = dataOf<{ login: { token: string } }>(answer).login;
    const later: TestApi = { ...api, run: (query, variables) => api.run(query, variables, token) };
    expect(dataOf(await later.run(PUBLICATION))).toMatchObject(pending);

    kafka = await startKafka({ dataDir, port, log: () => undefined });
    await untilPublished(later);
    expect((await published(api.prefix, kafka.brokers)).slice(6)).toEqual([
      `rule/${ids[0]} one`,
      4,
      `rule/${ids[1]} two`,
      5,
      `rule/${ids[2]} three`,
      6,
      `rule/${ids[1]}`,
      7,
      `pipeline/${pipeline.id}`,
      8,
    ]);
  },
);
