import { randomUUID } from 'node:crypto';
import { topicNames, WORKER_SCHEMA_VERSION, type WorkerMessage } from '@sluice/contracts';
import { createClient } from 'graphql-ws';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { codeOf, CREATE_PIPELINE, createRepository, dataOf, pipelineInput } from './testing/operations.ts';
import { createMember, logIn } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords } from './testing/topic-records.ts';

interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly severity: string;
  readonly message: string;
  readonly objectName: string;
  readonly objectType: string | null;
}

const FIELDS = 'id at kind severity message actor action objectType objectId objectName';
const PAGE = `query ($first: Int!, $after: String) { activity(first: $first, after: $after) {
  edges { node { ${FIELDS} } } pageInfo { hasNextPage endCursor } } }`;

/** Two replicas. */
let api: TestApi;
let other: TestApi;
let database: pg.Client;

beforeAll(async () => {
  api = await startTestApi();
  other = await startTestApi({}, api);
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await other.stop();
  await api.stop();
});

/** What a subscriber is told, as it comes; and when the socket is closed. */
async function subscribe(to: TestApi, token = to.token) {
  const told: Entry[] = [];
  const closed = Promise.withResolvers<unknown>();
  const socket = createClient({
    url: `${to.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
    lazy: false,
    onNonLazyError: () => undefined,
    on: { closed: closed.resolve },
  });
  onTestFinished(() => void socket.dispose());
  socket.subscribe<{ activity: Entry[] }>(
    { query: `subscription { activity { ${FIELDS} } }` },
    {
      next: ({ data }) => void told.push(...(data?.activity ?? [])),
      error: () => undefined,
      complete: () => undefined,
    },
  );
  // A query on the same socket that is answered: the subscription before it stands.
  for await (const answer of socket.iterate({ query: '{ me { id } }' }))
    expect(answer.errors).toBeUndefined();
  return { told, closed: closed.promise };
}

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 50 });

function insertEntry(client: pg.Client, name: string): Promise<unknown> {
  return client.query(
    `INSERT INTO audit_log (actor, action, object_type, object_name) VALUES ('test', 'UPDATE', 'FILTER', $1)`,
    [name],
  );
}

async function page(first: number, after?: string, token = api.token) {
  const answer = await api.run(PAGE, { first, after }, token);
  const { activity } = dataOf<{
    activity: {
      edges: { node: Entry }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  }>(answer);
  return { nodes: activity.edges.map(({ node }) => node), ...activity.pageInfo };
}

it('a change that one replica makes is told by both', async () => {
  const both = await Promise.all([subscribe(api), subscribe(other)]);
  const repositoryId = await createRepository(api);
  for (const { told } of both)
    await until(() => {
      expect(told).toContainEqual(
        expect.objectContaining({
          ...{ kind: 'CHANGE', severity: 'INFO', actor: 'admin@sluice.local', objectId: repositoryId },
          message: expect.stringMatching(/^admin@sluice.local created the repository ".+"\.$/) as string,
        }),
      );
    });
});

it('an entry that is committed after a later one is told too, and each once', async () => {
  const { told } = await subscribe(other);
  const slow = new pg.Client({ connectionString: api.databaseUrl });
  await slow.connect();
  onTestFinished(() => slow.end());
  const names = [randomUUID(), randomUUID(), randomUUID()] as const;
  await slow.query('BEGIN');
  await insertEntry(slow, names[0]);
  await database.query('BEGIN');
  await insertEntry(database, randomUUID());
  await database.query('ROLLBACK');
  await insertEntry(database, names[1]);
  const toldNames = (): string[] =>
    told.map(({ objectName }) => objectName).filter((name) => (names as readonly string[]).includes(name));
  await until(() => {
    expect(toldNames()).toEqual([names[1]]);
  });
  await slow.query('COMMIT');
  await until(() => {
    expect(toldNames()).toEqual([names[1], names[0]]);
  });
  await insertEntry(database, names[2]);
  await until(() => {
    expect(toldNames()).toEqual([names[1], names[0], names[2]]);
  });
});

it('pages go back through all of it, each entry once, also where many have the same time', async () => {
  await database.query(
    `INSERT INTO audit_log (at, actor, action, object_type, object_name)
     SELECT now() + interval '1 microsecond' * (n / 3), 'test', 'UPDATE', 'FILTER', 'n' || n FROM generate_series(1, 10) n`,
  );
  await database.query(
    `INSERT INTO activity_events (at, kind, severity, object_id, object_name, message, key)
     SELECT now(), 'WORKER_JOINED', 'INFO', 'w', 'w', 'm', gen_random_uuid() FROM generate_series(1, 5)`,
  );
  const all = (await page(200)).nodes.map(({ id }) => id);
  expect(all.length).toBeGreaterThan(15);
  const paged: string[] = [];
  let after: string | undefined;
  for (;;) {
    const { nodes, hasNextPage, endCursor } = await page(4, after);
    paged.push(...nodes.map(({ id }) => id));
    if (!hasNextPage || paged.length > 300) break;
    after = endCursor ?? undefined;
  }
  // Later entries may have come in front meanwhile.
  expect(new Set(paged).size).toBe(paged.length);
  expect(paged.slice(-15)).toEqual(all.slice(-15));
  for (const variables of [{ first: 0 }, { first: 201 }, { first: 1, after: 'x' }])
    expect(codeOf(await api.run(PAGE, variables))).toBe('BAD_USER_INPUT');
});

it('who may not see accounts, health or pipelines is told nothing of them, live and by query', async () => {
  const [viewer, limited] = [await createMember(api, 'VIEWER'), await createMember(api, 'ENGINEER')];
  dataOf(
    await api.run('mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }', {
      input: { id: limited.id, topicPatterns: ['nothing.*'] },
    }),
  );
  const limitedToken = await logIn(api, limited.email, limited.password);
  const callers = {
    admin: { token: api.token, ...(await subscribe(api)) },
    viewer: { token: viewer.token, ...(await subscribe(api, viewer.token)) },
    limited: { token: limitedToken, ...(await subscribe(api, limitedToken)) },
  };
  await createMember(api, 'VIEWER');
  dataOf(await api.run(CREATE_PIPELINE, { input: await pipelineInput(api) }));
  await database.query(
    `INSERT INTO activity_events (kind, severity, object_id, object_name, message, key)
     VALUES ('HEALTH', 'ERROR', 'KAFKA', 'KAFKA', 'gone', gen_random_uuid())`,
  );
  // What comes last from each of the two tables, and everybody sees.
  const last = [randomUUID(), randomUUID()] as const;
  await insertEntry(database, last[0]);
  await database.query(
    `INSERT INTO activity_events (kind, severity, object_id, object_name, message, key)
     VALUES ('WORKER_JOINED', 'INFO', 'w', $1, '', $1)`,
    [last[1]],
  );
  const seen = (entries: readonly Entry[]) =>
    ['USER', 'PIPELINE', 'REPOSITORY', 'HEALTH'].filter((what) =>
      entries.some(({ kind, objectType }) => kind === what || objectType === what),
    );
  const wanted = {
    admin: ['USER', 'PIPELINE', 'REPOSITORY', 'HEALTH'],
    viewer: ['PIPELINE', 'REPOSITORY'],
    limited: ['REPOSITORY'],
  };
  for (const [name, { token, told }] of Object.entries(callers)) {
    await until(() => {
      expect(told.map(({ objectName }) => objectName)).toEqual(expect.arrayContaining([...last]));
    });
    expect([name, seen(told)]).toEqual([name, wanted[name as keyof typeof wanted]]);
    expect([name, seen((await page(200, undefined, token)).nodes)]).toEqual([
      name,
      wanted[name as keyof typeof wanted],
    ]);
  }
});

it('ends of syncs are told once by all replicas: what changed, what failed anew, what waits', async () => {
  const { told } = await subscribe(other);
  const name = `Upstream ${randomUUID()}`;
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO repositories (name, type, url) VALUES ($1, 'GIT', 'https://example.org/x') RETURNING id`,
    [name],
  );
  const run = (state: string, added: number, minutesAgo: number): Promise<unknown> =>
    database.query(
      `INSERT INTO sync_runs (repository_id, state, trigger, started_by, error, files, added, queued_at, finished_at)
       VALUES ($1, $2, 'SCHEDULE', 'sync', 'The host is away.', '[]', $3, now() - $4 * interval '1 minute', now())`,
      [rows[0]?.id, state, added, minutesAgo],
    );
  await run('SUCCEEDED', 0, 9);
  await run('SUCCEEDED', 3, 8);
  await run('FAILED', 0, 7);
  await run('FAILED', 0, 6);
  await run('SUCCEEDED', 0, 5);
  await run('NEEDS_CONFIRMATION', 0, 4);
  const messages = (): string[] =>
    told
      .filter(({ objectName }) => objectName === name)
      .map(({ message }) => message)
      .sort();
  const wanted = [
    `The sync of "${name}" added 0 rules, changed 0, removed 0; 0 were refused.`,
    `The sync of "${name}" added 3 rules, changed 0, removed 0; 0 were refused.`,
    `The sync of "${name}" failed: The host is away.`,
    `The sync of "${name}" would remove 0 rules, and waits to be confirmed.`,
  ];
  await until(() => {
    expect(messages()).toEqual(wanted);
  });
  await run('SUCCEEDED', 1, 1);
  await until(() => {
    expect(messages()).toHaveLength(5);
  });
});

it('a worker that joins and leaves is told once', async () => {
  const { told } = await subscribe(api);
  const workerId = `worker-${randomUUID()}`;
  const now = new Date().toISOString();
  const message: WorkerMessage = {
    ...{
      schemaVersion: WORKER_SCHEMA_VERSION,
      workerId,
      instance: randomUUID(),
      host: 'far',
      version: '1.2.3',
      pid: 1,
    },
    ...{
      startedAt: now,
      at: now,
      configSchemaVersion: 1,
      appliedRevision: 0,
      memoryBytes: 1,
      rulesLoaded: 0,
    },
    ...{ rulesRefused: [], rulesRefusedCount: 0, pipelines: [], lostPositions: [] },
  };
  const topic = topicNames(api.prefix).workers;
  const messages = (): string[] =>
    told.filter(({ objectName }) => objectName === 'far').map(({ message: text }) => text);
  await sendRecords([{ topic, key: workerId, value: JSON.stringify(message) }]);
  await until(() => {
    expect(messages()).toEqual([`The worker ${workerId} on far (1.2.3) joined.`]);
  });
  await sendRecords([{ topic, key: workerId, value: null }]);
  await until(() => {
    expect(messages()).toEqual([
      `The worker ${workerId} on far (1.2.3) joined.`,
      `The worker ${workerId} on far (1.2.3) left.`,
    ]);
  });
});

it('the end of a session ends what it subscribed to', { timeout: 60_000 }, async () => {
  const member = await createMember(api, 'ENGINEER');
  const { told, closed } = await subscribe(api, member.token);
  dataOf(
    await api.run('mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }', {
      input: { id: member.id, isActive: false },
    }),
  );
  expect(await closed).toMatchObject({ code: 4403 });
  const count = told.length;
  await createRepository(api);
  expect(told).toHaveLength(count);
});
