import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { DataSource } from 'typeorm';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { createKafkaClient, startCompactedView } from '@sluice/kafka';
import { createLogger } from '@sluice/runtime';
import { First1764000000000 } from './database/migrations/1764000000000-first.ts';
import { hashPassword } from './modules/auth/password.ts';
import { dataOf, ruleText } from './testing/operations.ts';
import { EMAIL, newDatabase, PASSWORD, startTestApi } from './testing/start-test-api.ts';

const RULES = `{ rules(sort: TITLE) { items { id title level enabled stage logSource { product } techniques { id } } } }`;

/** A database as the first version left it, with a change that it had not published yet. */
async function firstDatabase() {
  const databaseUrl = await newDatabase();
  const first = await new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [First1764000000000],
  }).initialize();
  await first.runMigrations();
  const ids = { repository: randomUUID(), one: randomUUID(), two: randomUUID(), pipeline: randomUUID() };
  const text = (title: string): string =>
    ruleText(randomUUID(), title)
      .replace('level:', 'status: test\nlevel:')
      .replace('tags: [', 'tags: [attack.execution, ');
  await first.query('INSERT INTO users (email, password_hash, role) VALUES ($1, $2, $3)', [
    EMAIL,
    await hashPassword(PASSWORD),
    'ADMIN',
  ]);
  await first.query(
    `INSERT INTO repositories (id, name, type, description) VALUES ($1, 'Our own', 'LOCAL', 'written here')`,
    [ids.repository],
  );
  await first.query(
    `INSERT INTO rules (id, repository_id, sigma_id, path, "text", title, level, product, techniques, enabled, version)
     VALUES ($1, $3, 'a', 'a.yml', $4, 'One', 3, 'linux', '{T1059}', true, 4),
            ($2, $3, 'b', 'b.yml', $5, 'Two', 3, 'linux', '{T1059}', false, 1)`,
    [ids.one, ids.two, ids.repository, text('One'), text('Two')],
  );
  await first.query(
    `INSERT INTO pipelines (id, name, enabled, source_topics, destination_topic, write_untagged, start_position, start_offsets, version)
     VALUES ($1, 'Old', true, '{events}', 'tagged', true, 'EARLIEST', '{"events": {"0": "17"}}', 3)`,
    [ids.pipeline],
  );
  await first.query('INSERT INTO pipeline_repositories VALUES ($1, $2)', [ids.pipeline, ids.repository]);
  const batch = randomUUID();
  await first.query(
    `INSERT INTO outbox_revisions (revision, batch_id, published_at) VALUES (6, $1, now()), (7, $2, NULL)`,
    [randomUUID(), batch],
  );
  await first.query(`INSERT INTO outbox_records VALUES ($1, 0, $2, $3)`, [
    batch,
    `repository/${ids.repository}`,
    JSON.stringify({ schemaVersion: 1, id: ids.repository, name: 'Our own' }),
  ]);
  await first.query('UPDATE revision SET revision = 7');
  await first.destroy();
  return { databaseUrl, ...ids };
}

it('a database of the first version, filled with data, works as it was and as it is now', async () => {
  const old = await firstDatabase();
  const api = await startTestApi({}, { databaseUrl: old.databaseUrl });
  onTestFinished(() => api.stop());

  expect(dataOf(await api.run('{ me { email role } }'))).toEqual({ me: { email: EMAIL, role: 'ADMIN' } });
  const rule = { stage: 'LIVE', logSource: { product: 'linux' }, techniques: [{ id: 'T1059' }] };
  expect(dataOf(await api.run(RULES))).toMatchObject({
    rules: {
      items: [
        { ...rule, id: old.one, title: 'One', enabled: true },
        { ...rule, id: old.two, title: 'Two', enabled: false },
      ],
    },
  });
  // What is new is known of what is old.
  const found = await api.run(
    '{ rules(filter: { search: "two", statuses: ["test"], tactics: ["execution"] }) { totalCount } }',
  );
  expect(dataOf(found)).toEqual({ rules: { totalCount: 1 } });
  expect(dataOf(await api.run(`{ ruleVersions(ruleId: "${old.one}") { version } }`))).toMatchObject({
    ruleVersions: [{ version: 4 }],
  });

  // What was not published is, and then, as Kafka knows nothing else, the rest: a rule and the pipeline.
  await vi.waitFor(
    async () => {
      const publication = { revision: 8, pending: 0 };
      expect(dataOf(await api.run('{ publication { revision pending } }'))).toEqual({ publication });
    },
    { timeout: 30_000, interval: 100 },
  );
  const renamed = await api.run(
    `mutation { updatePipeline(input: { id: "${old.pipeline}", version: 3, name: "New" }) { pipeline { name writeUntagged } revision } }`,
  );
  expect(dataOf(renamed)).toEqual({
    updatePipeline: { pipeline: { name: 'New', writeUntagged: true }, revision: 9 },
  });
  const held = new Map<string, string | null>();
  const log = createLogger('test', 'silent');
  const view = await startCompactedView(
    createKafkaClient({ brokers: [inject('kafkaBrokers')], clientId: 'test' }, log),
    {
      groupId: randomUUID(),
      topic: topicNames(api.prefix).config,
      onTrouble: () => undefined,
      onRecord: (key, value) => void held.set(key, value),
    },
  );
  onTestFinished(() => view.stop());
  await vi.waitFor(() => {
    expect(held.get('revision')).toContain('"revision":9');
  }, 20_000);
  expect([...held.keys()].sort()).toEqual(
    [`pipeline/${old.pipeline}`, `repository/${old.repository}`, 'revision', `rule/${old.one}`].sort(),
  );
  expect(held.get(`pipeline/${old.pipeline}`)).toContain('"startOffsets":{"events":{"0":"17"}}');
});
