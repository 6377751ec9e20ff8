import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { topicNames } from '@sluice/contracts';
import { buildSchema, getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  fieldLines,
  fieldVerdict,
  operationLines,
  operationVerdict,
  type FieldLine,
  type Verdict,
} from './testing/access-lines.ts';
import { attackBundle } from './testing/attack-bundle.ts';
import { createCallers, type Caller } from './testing/callers.ts';
import { detectionAt, reportOf, ruleNamed, shadowMatchAt } from './testing/messages.ts';
import { createTopic, dataOf, ruleText } from './testing/operations.ts';
import { createApiToken } from './testing/people.ts';
import { startSocPrimeStandIn, type SocPrimeStandIn } from './testing/soc-prime-stand-in.ts';
import { PASSWORD, startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository } from './testing/sync-operations.ts';
import { sendRecords, untilRead } from './testing/topic-records.ts';
import { ask, branchesOf, findWays, leavesOf, type Arguments, type Way } from './testing/ways-to-types.ts';

// What each caller sees of each field of each object that queries lead to, with one object of everything there.

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));
const SECRETS = {
  accessToken: `token-${randomUUID()}`,
  webhookSecret: `hook-${randomUUID()}`,
  apiKey: `key-${randomUUID()}`,
};

let api: TestApi;
let platform: SocPrimeStandIn;
let callers: readonly Caller[];
let given: Arguments;
/** That were given, and what is stored of them. */
let secrets: readonly string[] = [];

async function run(mutation: string, type: string, input: object): Promise<void> {
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`;
  dataOf(await api.run(text, { input }));
}

async function create(name: string, input: object): Promise<string> {
  const field = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const mutation = `mutation ($input: Create${name}Input!) { create${name}(input: $input) { ${field} { id } } }`;
  const answer = dataOf<Record<string, Record<string, { id: string }>>>(await api.run(mutation, { input }));
  return answer[`create${name}`]?.[field]?.id ?? '';
}

/** One of everything, each related to the others. Returns what queries are to be asked with. */
async function fill(): Promise<Arguments> {
  const repository = await create('Repository', { name: randomUUID() });
  const rule = await create('Rule', { repositoryId: repository, text: ruleText(randomUUID(), 'Shell') });
  const test = { ruleId: rule, name: 'a test', event: '{}', expectation: 'NO_MATCH' };
  await run('createRuleTest', 'CreateRuleTestInput', test);
  const filter = await create('Filter', {
    ...{ name: randomUUID(), text: 'detection: {sel: {a: b}, condition: sel}' },
  });
  const logSource = await create('LogSource', { name: randomUUID() });
  const [source, destinationTopic] = [await createTopic(api), await createTopic(api)];
  const pipeline = await create('Pipeline', {
    ...{ name: randomUUID(), sourceTopics: [source], destinationTopic, repositoryIds: [repository] },
    ...{ filterIds: [filter], logSourceId: logSource },
  });
  const git = await createGitRepository(api, {
    ...{ url: 'https://git.example.org/a/b.git', intervalMinutes: 60 },
    ...{ accessToken: SECRETS.accessToken, webhookSecret: SECRETS.webhookSecret },
  });
  await run('uploadAttackCatalogue', 'UploadAttackCatalogueInput', {
    contentBase64: Buffer.from(attackBundle('19')).toString('base64'),
  });
  const layer = { name: 'Target', domain: 'enterprise-attack', versions: { layer: '4.5' } };
  const techniques = [
    { techniqueID: 'T1055', score: 1 },
    { techniqueID: 'T9999', score: 1 },
  ];
  await run('importNavigatorLayer', 'ImportNavigatorLayerInput', {
    layer: JSON.stringify({ ...layer, techniques }),
  });
  const { attackLayers } = dataOf<{ attackLayers: { id: string }[] }>(
    await api.run('{ attackLayers { id } }'),
  );
  platform.keys.add(SECRETS.apiKey);
  platform.putRepository('on-the-platform', 'On the platform');
  dataOf(
    await api.run('mutation ($key: String!) { setSocPrimeApiKey(apiKey: $key) { account { setBy } } }', {
      key: SECRETS.apiKey,
    }),
  );
  dataOf(await api.run('mutation { addSocPrimeRepositories(ids: ["on-the-platform"]) { revision } }'));
  const detections = [1, 2, 3].map((offset) =>
    detectionAt(offset, { topic: source, pipelineId: pipeline, rules: [ruleNamed(rule)] }),
  );
  const topic = topicNames(api.prefix).detections;
  await sendRecords(detections.map((each) => ({ topic, key: each.id, value: JSON.stringify(each) })));
  await untilRead(`${api.prefix}.api.detections`, topic);
  const { shadowMatches } = topicNames(api.prefix);
  const sample = shadowMatchAt(4, { topic: source, pipelineId: pipeline, ruleId: rule });
  await sendRecords([{ topic: shadowMatches, key: rule, value: JSON.stringify(sample) }]);
  await untilRead(`${api.prefix}.api.shadow-matches`, shadowMatches);
  const nowMs = Math.floor(Date.now() / 1_000) * 1_000;
  const reports = [1, 2, 3].map((seq) =>
    reportOf('a', seq, nowMs - seq * 1_000, { pipelineId: pipeline, rules: { [rule]: 5 } }),
  );
  const { metrics } = topicNames(api.prefix);
  await sendRecords(reports.map((each) => ({ topic: metrics, key: 'w', value: JSON.stringify(each) })));
  await untilRead(`${api.prefix}.api.metrics`, metrics);
  const range = { from: new Date(nowMs - 600_000).toISOString(), to: new Date(nowMs).toISOString() };
  const syncRun = randomUUID();
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO sync_runs (id, repository_id, state, trigger, started_by, files) VALUES ($1, $2, 'FAILED', 'MANUAL', '', '[]')`,
    [syncRun, git],
  );
  await client.query(
    `INSERT INTO sync_changes (repository_id, kind, rule_id, sigma_id, path, title, "text") VALUES ($1, 'CHANGED', $2, $3, 'p', 't', 'a')`,
    [git, rule, randomUUID()],
  );
  const { rows } = await client.query<{ hash: string }>('SELECT password_hash AS hash FROM users');
  const { secret } = await createApiToken(api, ['RULES_READ']);
  secrets = [...Object.values(SECRETS), secret, PASSWORD, ...rows.map(({ hash }) => hash)];
  await client.end();
  return {
    rule: { id: rule },
    filter: { id: filter },
    logSource: { id: logSource },
    pipeline: { id: pipeline },
    repository: { id: repository },
    ruleVersions: { ruleId: rule },
    pipelineRules: { pipelineId: pipeline },
    syncRuns: { repositoryId: git },
    syncRun: { id: syncRun },
    syncRunFiles: { runId: syncRun },
    syncChanges: { repositoryId: git },
    detection: { id: detections[1]?.id },
    detectionHistogram: { step: 60, filter: range },
    shadowMatches: { ruleId: rule },
    metricsHistory: { range, step: 1 },
    compareWithLayer: { layerId: attackLayers[0]?.id },
    previewPipeline: { input: { delete: pipeline } },
    previewFilter: { input: { delete: filter } },
    previewLogSource: { input: { delete: logSource } },
    previewRules: { input: { delete: rule, events: ['{"Image": "/bin/sh"}'] } },
    topicEvents: { input: { topic: source } },
  };
}

beforeAll(async () => {
  platform = await startSocPrimeStandIn();
  const key = randomBytes(32).toString('base64');
  api = await startTestApi({ SECRETS_KEY: key, SOC_PRIME_API_URL: platform.url });
  callers = await createCallers(api);
  given = await fill();
});
afterAll(async () => {
  await api.stop();
  platform.stop();
});

interface Asked {
  readonly type: string;
  /** Undefined: all that lead to no other objects. */
  readonly field: string | undefined;
  readonly way: Way;
}

const lineOf = (type: string, field: string): FieldLine | undefined =>
  fieldLines.find((line) => line.type === type && line.field === field);

/** What the table says: of the query, of each field on the way, and of the field at its end. */
function expected(caller: Caller, { type, field, way: { query, fields } }: Asked): Verdict {
  const operation = operationLines.find((line) => line.root === 'Query' && line.field === query.name);
  if (operation === undefined) throw new Error(`${query.name} is not in the table`);
  const followed = field === undefined ? fields : [...fields, { type, field }];
  const verdicts = [
    operationVerdict(caller, operation),
    ...followed.map((each) => fieldVerdict(caller, lineOf(each.type, each.field))),
  ];
  return verdicts.find((verdict) => verdict !== 'allowed') ?? 'allowed';
}

/** Anything else that goes wrong is a fault of the question. */
function verdictOf({ errors }: Answer): Verdict {
  const codes = new Set(errors?.map(({ extensions }) => extensions['code']));
  if (codes.size === 0) return 'allowed';
  const [code] = codes;
  if (codes.size === 1 && (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN')) return code;
  throw new Error(JSON.stringify(errors));
}

function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object`);
  return type;
}

/** Each field that leads to other objects by itself, and all others of its type together. */
function questionsOf([name, way]: readonly [string, Way]): readonly Asked[] {
  const type = objectType(name);
  const branches = branchesOf(type).map((field) => ({ type: name, field: field.name, way }));
  return leavesOf(type).length === 0 ? branches : [{ type: name, field: undefined, way }, ...branches];
}

const selectionOf = ({ type, field }: Asked): string =>
  field === undefined ? `{ ${leavesOf(objectType(type)).join(' ')} }` : `{ ${field} { __typename } }`;

it(
  'every caller sees of every field what the table says, and nobody sees a secret',
  { timeout: 300_000 },
  async () => {
    const ways = await findWays(schema, given, async ({ text, variables }, type) => {
      const answer = await api.run(text, { ...variables });
      return JSON.stringify(answer.data ?? null).includes(`{"__typename":"${type}"}`);
    });
    const notReached = fieldLines.filter(({ type }) => !ways.has(type) && !isAnswer(type));
    expect(notReached.map(({ type, field }) => `${type}.${field}`)).toEqual([]);

    const questions = [...ways].flatMap(questionsOf);
    const holes: string[] = [];
    const told: string[] = [];
    const verdicts = { allowed: 0, UNAUTHENTICATED: 0, FORBIDDEN: 0 };
    for (const asked of questions) {
      const { text, variables } = ask(asked.way, given, selectionOf(asked));
      await Promise.all(
        callers.map(async (caller) => {
          const answer = await api.run(text, variables, caller.token);
          const [found, wanted] = [verdictOf(answer), expected(caller, asked)];
          verdicts[found] += 1;
          if (found !== wanted) holes.push(`${text} as ${caller.name}: ${found}, not ${wanted}`);
          const shown = JSON.stringify(answer);
          told.push(
            ...secrets.filter((secret) => shown.includes(secret)).map(() => `${text} as ${caller.name}`),
          );
        }),
      );
    }
    const fields = questions.flatMap(({ type, field }) => field ?? leavesOf(objectType(type))).length;
    const guarded = fieldLines.filter(({ type }) => ways.has(type)).length;
    process.stdout.write(
      `role table: ${fields} fields of ${ways.size} types, ${guarded} of them with a line of their own, × ${callers.length} callers: ${JSON.stringify(verdicts)}, holes ${holes.length}\n`,
    );
    expect(holes).toEqual([]);
    expect(told).toEqual([]);
  },
);

/** Whether operations answer with it that change or tell something: they can't be asked by the way. */
function isAnswer(type: string): boolean {
  return answersOf(type).length > 0;
}

function answersOf(type: string) {
  return operationLines.filter(({ root, field }) => {
    const roots = { Mutation: schema.getMutationType(), Subscription: schema.getSubscriptionType() };
    if (root !== 'Mutation' && root !== 'Subscription') return false;
    const answer = roots[root]?.getFields()[field];
    return answer !== undefined && getNamedType(answer.type).name === type;
  });
}

it('whoever may do something may read all of the answer', () => {
  const refused: string[] = [];
  let count = 0;
  for (const line of fieldLines)
    for (const operation of answersOf(line.type))
      for (const caller of callers) {
        count += 1;
        const mayDo = operationVerdict(caller, operation) === 'allowed';
        if (mayDo && fieldVerdict(caller, line) !== 'allowed')
          refused.push(`${operation.root}.${operation.field}: ${line.type}.${line.field} as ${caller.name}`);
      }
  process.stdout.write(
    `role table: ${count} answers × callers, refused behind their operation ${refused.length}\n`,
  );
  expect(refused).toEqual([]);
});
