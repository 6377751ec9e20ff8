import { randomUUID } from 'node:crypto';
import { topicNames } from '@sluice/contracts';
import { createKafkaClient, createTopicAdmin } from '@sluice/kafka';
import { createLogger, kafkaSettings } from '@sluice/runtime';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { composeServices } from './compose-services.ts';
import { createDataSource } from './database/data-source.ts';
import { parseEnv } from './env.ts';
import { implementHousekeeping } from './modules/housekeeping/housekeeping.jobs.ts';
import type { JobImplementation } from './queues/job.ts';
import { detectionAt } from './testing/messages.ts';
import { codeOf, dataOf } from './testing/operations.ts';
import { createApiToken, createMember } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords, untilRead } from './testing/topic-records.ts';

interface Settings {
  readonly version: number;
  readonly [name: string]: unknown;
}

const FIELDS = `version auditRetentionDays detectionRetentionDays metricsMinuteRetentionDays requestsPerMinute
  socPrimeIntervalMinutes maxRemovedPercent definitions { name unit min max default value isSet effect }`;
const UPDATE = `mutation ($input: UpdateSettingsInput!) { updateSettings(input: $input) { settings { ${FIELDS} } } }`;
const APPLY = `mutation ($input: ApplyConfigurationInput!) { applyConfiguration(input: $input) {
  changes { action kind name facts { field before after } } } }`;

let api: TestApi;
let other: TestApi;
let database: pg.Client;
beforeAll(async () => {
  api = await startTestApi({ AUDIT_RETENTION_DAYS: '100' });
  other = await startTestApi({ AUDIT_RETENTION_DAYS: '100' }, api);
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await other.stop();
  await api.stop();
});
beforeEach(() => database.query(`UPDATE settings SET overrides = '{}'`));

const read = async (): Promise<Settings> =>
  dataOf<{ settings: Settings }>(await other.run(`{ settings { ${FIELDS} } }`)).settings;

async function update(changes: object, version?: number, token = api.token) {
  return api.run(UPDATE, { input: { version: version ?? (await read()).version, ...changes } }, token);
}

describe('settings', () => {
  it('are the defaults, from the environment or built in, with bounds, unit and effect', async () => {
    const settings = await read();
    expect(settings).toMatchObject({
      auditRetentionDays: 100,
      detectionRetentionDays: 30,
      maxRemovedPercent: 20,
    });
    expect(settings['definitions']).toContainEqual({
      ...{
        name: 'auditRetentionDays',
        unit: 'days',
        min: 1,
        max: 3_650,
        default: 100,
        value: 100,
        isSet: false,
      },
      effect: expect.stringMatching(/\.$/) as string,
    });
  });

  it('are changed for all replicas, told to the audit log, and go back to the default', async () => {
    const { version } = await read();
    dataOf(await update({ auditRetentionDays: 7, maxRemovedPercent: 0 }));
    const changed = await read();
    expect(changed).toMatchObject({ version: version + 1, auditRetentionDays: 7, maxRemovedPercent: 0 });
    dataOf(await update({ auditRetentionDays: 7 }));
    expect((await read()).version).toBe(version + 1);
    dataOf(await update({ auditRetentionDays: null }));
    expect(await read()).toMatchObject({
      version: version + 2,
      auditRetentionDays: 100,
      maxRemovedPercent: 0,
    });
    const log = await api.run(
      '{ auditLog(filter: {objectTypes: [SETTINGS]}) { edges { node { before after } } } }',
    );
    const { auditLog } = dataOf<{ auditLog: { edges: { node: object }[] } }>(log);
    expect(auditLog.edges.slice(0, 2).map(({ node }) => node)).toEqual([
      { before: { auditRetentionDays: 7 }, after: { auditRetentionDays: 100 } },
      {
        before: { auditRetentionDays: 100, maxRemovedPercent: 20 },
        after: { auditRetentionDays: 7, maxRemovedPercent: 0 },
      },
    ]);
  });

  it.each([
    ['auditRetentionDays', 0],
    ['auditRetentionDays', 3_651],
    ['metricsHourRetentionDays', 30],
    ['requestsPerMinute', 59],
    ['maxRemovedPercent', -1],
    ['socPrimeIntervalMinutes', 43_201],
  ])('refuse %s of %d, and tell the bounds', async (name, value) => {
    const before = await read();
    const answer = await update({ maxRemovedPercent: 5, [name]: value });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain(`"${name}" is `);
    expect(await read()).toEqual(before);
  });

  it('refuse what was changed meanwhile, and tell what they are now', async () => {
    const { version } = await read();
    const answers = await Promise.all([11, 12].map((days) => update({ auditRetentionDays: days }, version)));
    expect(answers.map(codeOf).filter((code) => code === 'CONFLICT')).toHaveLength(1);
    const refused = answers.find((answer) => codeOf(answer) === 'CONFLICT');
    expect(refused?.errors?.[0]?.extensions).toMatchObject({ currentVersion: version + 1 });
  });

  it('of another version of Sluice, or of a kind that none is, change nothing', async () => {
    await database.query(`UPDATE settings SET overrides = '{"later": 5, "auditRetentionDays": "9"}'`);
    expect(await read()).toMatchObject({ auditRetentionDays: 100 });
  });

  it('are read by what writes each time', async () => {
    const topic = topicNames(api.prefix).detections;
    const daysAgo = (days: number): string => new Date(Date.now() - days * 24 * 3_600_000).toISOString();
    const keep = async (offset: number, days: number): Promise<boolean> => {
      const detection = detectionAt(offset, { matchedAt: daysAgo(days) });
      await sendRecords([{ topic, key: detection.id, value: JSON.stringify(detection) }]);
      await untilRead(`${api.prefix}.api.detections`, topic);
      const { rowCount } = await database.query('SELECT FROM detections WHERE id = $1', [detection.id]);
      return rowCount === 1;
    };
    expect(await keep(1, 40)).toBe(false);
    dataOf(await update({ detectionRetentionDays: 50 }));
    expect(await keep(2, 40)).toBe(true);

    const history = `query ($range: MetricsRange!) { metricsHistory(range: $range, step: 60) { points { at } } }`;
    const range = { range: { from: daysAgo(20), to: daysAgo(19.9) } };
    expect(codeOf(await api.run(history, range))).toBe('BAD_USER_INPUT');
    dataOf(await update({ metricsMinuteRetentionDays: 30 }));
    expect(codeOf(await api.run(history, range))).toBeUndefined();
  });

  async function composeHousekeeping(): Promise<JobImplementation> {
    const env = parseEnv({ DATABASE_URL: api.databaseUrl, KAFKA_BROKERS: inject('kafkaBrokers') });
    const log = createLogger('api', 'silent');
    const source = await createDataSource(api.databaseUrl).initialize();
    const client = createKafkaClient(kafkaSettings(env, 'test'), log);
    const stores = { database: source, client, admin: await createTopicAdmin(client) };
    onTestFinished(async () => {
      await stores.admin.close();
      await source.destroy();
    });
    return implementHousekeeping({ ...{ database: source, log }, ...composeServices(stores, env) });
  }

  it('are read by housekeeping at each run', async () => {
    const job = await composeHousekeeping();
    await database.query(
      `INSERT INTO audit_log (at, actor, action, object_type, object_name)
       SELECT now() - make_interval(days => days), 'test', 'UPDATE', 'FILTER', 'old' FROM unnest(ARRAY[5, 50]) days`,
    );
    await database.query(
      `INSERT INTO activity_events (at, kind, severity, object_id, object_name, message, key)
       SELECT now() - make_interval(days => days), 'HEALTH', 'INFO', 'KAFKA', 'old', '', days::text FROM unnest(ARRAY[5, 20]) days`,
    );
    const old = async (): Promise<readonly number[]> => {
      const count = `SELECT (SELECT count(*) FROM audit_log WHERE object_name = 'old')::integer AS audit,
        (SELECT count(*) FROM activity_events WHERE object_name = 'old')::integer AS events`;
      const { rows } = await database.query<{ audit: number; events: number }>(count);
      return [rows[0]?.audit ?? -1, rows[0]?.events ?? -1];
    };
    await job.run({});
    expect(await old()).toEqual([2, 2]);
    dataOf(await update({ auditRetentionDays: 10 }));
    await job.run({});
    expect(await old()).toEqual([1, 2]);
    dataOf(await update({ activityRetentionDays: 10 }));
    await job.run({});
    expect(await old()).toEqual([1, 1]);
  });

  it('are obeyed by the rest of housekeeping where a part of it fails', async () => {
    const job = await composeHousekeeping();
    await database.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'sessions are stuck'; END $$;
       CREATE TRIGGER refuse BEFORE DELETE ON sessions EXECUTE FUNCTION refuse();
       INSERT INTO audit_log (at, actor, action, object_type, object_name)
         VALUES (now() - interval '3000 days', 'test', 'UPDATE', 'FILTER', 'older');
       INSERT INTO outbox_revisions (revision, batch_id, published_at)
         VALUES (-1, gen_random_uuid(), now() - interval '8 days')`,
    );
    onTestFinished(async () => {
      await database.query('DROP FUNCTION IF EXISTS refuse CASCADE');
    });
    const left = async (): Promise<unknown> => {
      const { rows } = await database.query(
        `SELECT (SELECT count(*) FROM audit_log WHERE object_name = 'older')::integer AS entries,
           (SELECT count(*) FROM outbox_revisions WHERE revision = -1)::integer AS revisions`,
      );
      return rows[0];
    };
    expect(await left()).toEqual({ entries: 1, revisions: 1 });
    const failure: unknown = await job.run({}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AggregateError);
    expect((failure as AggregateError).errors.map(String)).toEqual([
      expect.stringContaining('sessions are stuck'),
    ]);
    // The sessions are the first part.
    expect(await left()).toEqual({ entries: 0, revisions: 0 });
    await database.query('DROP FUNCTION refuse CASCADE');
    await job.run({});
  });

  it('limit requests a little later, in every replica', { timeout: 60_000 }, async () => {
    const limitOf = async (of: TestApi): Promise<string | null> => {
      const response = await fetch(`${of.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${api.token}` },
        body: '{"query": "{ me { id } }"}',
      });
      return response.headers.get('RateLimit-Limit');
    };
    dataOf(await update({ requestsPerMinute: 99_999 }));
    for (const replica of [api, other])
      await vi.waitFor(
        async () => {
          expect(await limitOf(replica)).toBe('99999');
        },
        { timeout: 20_000, interval: 500 },
      );
  });

  it('are the default of repositories that are made', async () => {
    dataOf(await update({ maxRemovedPercent: 33 }));
    const create = async (git: object) =>
      dataOf<{ createGitRepository: { repository: { git: { maxRemovedPercent: number } } } }>(
        await api.run(
          'mutation ($input: CreateGitRepositoryInput!) { createGitRepository(input: $input) { repository { git { maxRemovedPercent } } } }',
          {
            input: {
              name: randomUUID(),
              git: { url: 'https://github.com/a/b', intervalMinutes: null, ...git },
            },
          },
        ),
      ).createGitRepository.repository.git.maxRemovedPercent;
    expect([await create({}), await create({ maxRemovedPercent: 1 })]).toEqual([33, 1]);
  });
});

describe('settings as code', () => {
  const apply = (document: string, more: object = {}, token = api.token) =>
    api.run(APPLY, { input: { document, ...more } }, token);
  const changesOf = (answer: Awaited<ReturnType<typeof apply>>): unknown =>
    dataOf<{ applyConfiguration: { changes: unknown } }>(answer).applyConfiguration.changes;
  const exported = async (token = api.token): Promise<string> =>
    dataOf<{ exportConfiguration: string }>(await api.run('{ exportConfiguration }', {}, token))
      .exportConfiguration;

  it('are exported where they were set, applied once, and pruned', async () => {
    expect(await exported()).not.toContain('settings');
    const document = 'version: 1\nsettings: {auditRetentionDays: 7, maxRemovedPercent: 3}\n';
    const change = {
      ...{ action: 'UPDATE', kind: 'settings', name: 'settings' },
      facts: [
        { field: 'auditRetentionDays', before: null, after: 7 },
        { field: 'maxRemovedPercent', before: null, after: 3 },
      ],
    };
    expect(changesOf(await apply(document, { dryRun: true }))).toEqual([change]);
    expect(await read()).toMatchObject({ auditRetentionDays: 100 });
    expect(changesOf(await apply(document))).toEqual([change]);
    expect(await read()).toMatchObject({ auditRetentionDays: 7, maxRemovedPercent: 3 });
    expect(changesOf(await apply(document))).toEqual([]);
    const text = await exported();
    expect(text).toContain('settings:\n  auditRetentionDays: 7\n  maxRemovedPercent: 3\n');
    expect(changesOf(await apply(text))).toEqual([]);

    // Repositories of other tests are not in these documents.
    const settingsIn = (answer: Awaited<ReturnType<typeof apply>>): unknown =>
      (changesOf(answer) as { kind: string }[]).filter(({ kind }) => kind === 'settings');
    expect(settingsIn(await apply('version: 1\n', { prune: true }))).toEqual([]);
    const fewer = 'version: 1\nsettings: {auditRetentionDays: 7}\n';
    expect(changesOf(await apply(fewer))).toEqual([]);
    expect(settingsIn(await apply(fewer, { prune: true }))).toMatchObject([
      { facts: [{ field: 'maxRemovedPercent', before: 3, after: null }] },
    ]);
    expect(await read()).toMatchObject({ auditRetentionDays: 7, maxRemovedPercent: 20 });
  });

  it.each([
    ['an unknown setting', 'settings: {nothing: 1}'],
    ['a text', 'settings: {auditRetentionDays: soon}'],
    ['what is out of bounds', 'settings: {auditRetentionDays: 0}'],
  ])('are refused whole where they hold %s', async (_, text) => {
    const name = randomUUID();
    const answer = await apply(`version: 1\n${text}\nrepositories: [{name: "${name}"}]\n`);
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(await exported()).not.toContain(name);
  });

  it('are for administrators, by a token with the scope alone', async () => {
    dataOf(await update({ auditRetentionDays: 8 }));
    const engineer = await createMember(api, 'ENGINEER');
    const { secret } = await createApiToken(api, ['PIPELINES_WRITE']);
    for (const token of [engineer.token, secret]) {
      expect(await exported(token)).not.toContain('settings');
      expect(codeOf(await apply('version: 1\nsettings: {auditRetentionDays: 9}\n', {}, token))).toBe(
        'FORBIDDEN',
      );
      expect(changesOf(await apply('version: 1\nsettings: {auditRetentionDays: 8}\n', {}, token))).toEqual(
        [],
      );
    }
    expect(codeOf(await update({ auditRetentionDays: 9 }, undefined, engineer.token))).toBe('FORBIDDEN');
    const both = await createApiToken(api, ['PIPELINES_WRITE', 'SETTINGS_WRITE']);
    expect(
      changesOf(await apply('version: 1\nsettings: {auditRetentionDays: 9}\n', {}, both.secret)),
    ).toHaveLength(1);
  });
});
