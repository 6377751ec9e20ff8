import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topicNames } from '@sluice/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { attackBundle } from './testing/attack-bundle.ts';
import { reportOf } from './testing/messages.ts';
import { codeOf, CREATE_PIPELINE, createRepository, createTopic, dataOf } from './testing/operations.ts';
import { createMember } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { sendRecords, untilRead } from './testing/topic-records.ts';

interface Counts {
  readonly liveRules: number;
  readonly shadowRules: number;
  readonly idleRules: number;
  readonly hits: number;
}
interface Technique extends Counts {
  readonly id: string;
  readonly isCovered: boolean;
  readonly whole: Counts;
  readonly subtechniques: readonly Technique[];
}
interface Matrix {
  readonly techniqueCount: number;
  readonly coveredTechniqueCount: number;
  readonly subtechniqueCount: number;
  readonly coveredSubtechniqueCount: number;
  readonly tactics: readonly {
    readonly shortName: string;
    readonly coveredCount: number;
    readonly techniques: readonly Technique[];
  }[];
}

const COUNTS = 'liveRules shadowRules idleRules hits';
const MATRIX = `query ($filter: CoverageFilter) { attackMatrix(filter: $filter) {
  techniqueCount coveredTechniqueCount subtechniqueCount coveredSubtechniqueCount
  tactics { shortName coveredCount techniques { id isCovered ${COUNTS} whole { ${COUNTS} }
    subtechniques { id isCovered ${COUNTS} } } } } }`;
const GAPS = `query ($filter: CoverageFilter) { attackGaps(filter: $filter) {
  techniques { id shadowRules idleRules } strayTags { kind tag ruleCount retirement replacedBy } } }`;
const UPLOAD_CATALOGUE =
  'mutation ($input: UploadAttackCatalogueInput!) { uploadAttackCatalogue(input: $input) { catalogue { version } } }';
const IMPORT =
  'mutation ($input: ImportNavigatorLayerInput!) { importNavigatorLayer(input: $input) { layer { id name techniqueCount } } }';
const COMPARE = `query ($layerId: ID!, $filter: CoverageFilter) { compareWithLayer(layerId: $layerId, filter: $filter) {
  coveredCount wantedCount techniques { id currentId name score verdict liveRules } } }`;

let api: TestApi;
let [one, two] = ['', ''];
const rules = new Map<string, string>();
let [busy, resting] = ['', ''];

async function createRule(
  name: string,
  repositoryId: string,
  tags: string,
  change: object = {},
): Promise<void> {
  const text = `title: ${name}\nid: ${randomUUID()}\nlogsource: {product: linux}\ntags: [${tags}]\ndetection: {s: {A: x}, condition: s}\n`;
  const { createRule: created } = dataOf<{ createRule: { rule: { id: string; version: number } } }>(
    await api.run(
      'mutation ($input: CreateRuleInput!) { createRule(input: $input) { rule { id version } } }',
      {
        input: { repositoryId, text },
      },
    ),
  );
  rules.set(name, created.rule.id);
  if (Object.keys(change).length > 0)
    dataOf(
      await api.run('mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }', {
        input: { ...created.rule, ...change },
      }),
    );
}

async function createPipeline(repositoryIds: readonly string[], enabled: boolean): Promise<string> {
  const [source, destinationTopic] = [await createTopic(api), await createTopic(api)];
  const input = { name: randomUUID(), sourceTopics: [source], destinationTopic, repositoryIds, enabled };
  const answer = await api.run(CREATE_PIPELINE, { input });
  return dataOf<{ createPipeline: { pipeline: { id: string } } }>(answer).createPipeline.pipeline.id;
}

const HOUR_MS = 3_600_000;
const lastHourMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS;

beforeAll(async () => {
  api = await startTestApi();
  const contentBase64 = Buffer.from(attackBundle('17.1')).toString('base64');
  dataOf(await api.run(UPLOAD_CATALOGUE, { input: { contentBase64 } }));
  [one, two] = [await createRepository(api), await createRepository(api)];
  await createRule('both', one, 'attack.execution, attack.t1059, attack.t1059.001');
  await createRule('of old', one, 'attack.t1086');
  await createRule('shadow', one, 'attack.t1059.003', { stage: 'SHADOW' });
  await createRule('off', one, 'attack.t1055', { enabled: false });
  await createRule('draft', two, 'attack.t1055', { stage: 'DRAFT' });
  await createRule('stray', two, 'attack.t9999, attack.no-tactic, attack.t1153, attack.defense_evasion');
  busy = await createPipeline([one], true);
  resting = await createPipeline([one, two], false);
  dataOf(
    await api.run('mutation ($input: UpdatePipelineInput!) { updatePipeline(input: $input) { revision } }', {
      input: { id: busy, version: 1, disabledRuleIds: [rules.get('of old')] },
    }),
  );
  const hits = (rule: string, count: number) => ({ [rules.get(rule)!]: count });
  const reports = [
    reportOf('a', 0, lastHourMs, {
      pipelineId: busy,
      rules: hits('both', 5),
      shadowRules: hits('shadow', 9),
    }),
    reportOf('a', 1, lastHourMs, { pipelineId: resting, rules: hits('both', 2), shadowRules: {} }),
    reportOf('a', 2, lastHourMs - 72 * HOUR_MS, {
      ...{ pipelineId: busy, rules: { ...hits('of old', 100), [randomUUID()]: 1 }, shadowRules: {} },
    }),
  ];
  const topic = topicNames(api.prefix).metrics;
  await sendRecords(reports.map((report) => ({ topic, key: 'w', value: JSON.stringify(report) })));
  await untilRead(`${api.prefix}.api.metrics`, topic);
});
afterAll(() => api.stop());

async function matrix(filter: object = {}, token = api.token): Promise<Matrix> {
  return dataOf<{ attackMatrix: Matrix }>(await api.run(MATRIX, { filter }, token)).attackMatrix;
}

/** Live, shadow and idle rules and hits of each technique; of those with sub-techniques also with them. */
async function counts(filter: object = {}, token = api.token): Promise<Record<string, readonly number[]>> {
  const { tactics } = await matrix(filter, token);
  const listed = ({ liveRules, shadowRules, idleRules, hits }: Counts) => [
    liveRules,
    shadowRules,
    idleRules,
    hits,
  ];
  return Object.fromEntries(
    tactics
      .flatMap(({ techniques }) => techniques)
      .flatMap((each) => [
        [each.id, listed(each)],
        ...(each.subtechniques.length > 0 ? [[`${each.id}+`, listed(each.whole)]] : []),
        ...each.subtechniques.map((sub) => [sub.id, listed(sub)]),
      ]) as [string, readonly number[]][],
  );
}

describe('the matrix', () => {
  it('counts rules by stage and hits, in the order of tactics; revoked techniques count for those in their place', async () => {
    expect(await counts()).toEqual({
      T1055: [0, 0, 2, 0],
      T1059: [1, 0, 0, 7],
      'T1059+': [2, 1, 0, 107],
      'T1059.001': [2, 0, 0, 107],
      'T1059.003': [0, 1, 0, 0],
    });
    const { tactics, ...totals } = await matrix();
    expect(tactics.map(({ shortName, coveredCount }) => [shortName, coveredCount])).toEqual([
      ['execution', 1],
      ['defense-evasion', 0],
    ]);
    expect(tactics[1]?.techniques.map(({ id }) => id)).toEqual(['T1055']);
    expect(totals).toEqual({
      ...{ techniqueCount: 2, coveredTechniqueCount: 1, subtechniqueCount: 2, coveredSubtechniqueCount: 1 },
    });
  });

  it.each<readonly [what: string, filter: () => object, wanted: Record<string, readonly number[]>]>([
    ['hits of a range', () => ({ from: new Date(lastHourMs - 10 * HOUR_MS) }), { 'T1059.001': [2, 0, 0, 7] }],
    ['hits before', () => ({ to: new Date(lastHourMs) }), { 'T1059.001': [2, 0, 0, 100] }],
    ['a repository', () => ({ repositoryIds: [two] }), { T1055: [0, 0, 1, 0], T1059: [0, 0, 0, 0] }],
    ['no repository', () => ({ repositoryIds: [] }), { T1055: [0, 0, 0, 0], 'T1059+': [0, 0, 0, 0] }],
    [
      'a pipeline, without the rules that it disabled',
      () => ({ pipelineIds: [busy] }),
      { 'T1059.001': [1, 0, 0, 5], T1059: [1, 0, 0, 5], T1055: [0, 0, 1, 0] },
    ],
    [
      'another pipeline',
      () => ({ pipelineIds: [resting] }),
      { 'T1059.001': [2, 0, 0, 2], T1055: [0, 0, 2, 0] },
    ],
    [
      'pipelines of which one disabled a rule',
      () => ({ pipelineIds: [busy, resting] }),
      { 'T1059.001': [2, 0, 0, 107] },
    ],
    ['what runs', () => ({ inUse: true }), { 'T1059.001': [1, 0, 0, 7], T1055: [0, 0, 1, 0] }],
    ['what rests and runs', () => ({ inUse: true, pipelineIds: [resting] }), { T1059: [0, 0, 0, 0] }],
  ])('is filtered by %s', async (_, filter, wanted) => {
    expect(await counts(filter())).toMatchObject(wanted);
  });

  it('takes three statements, however many techniques there are', async () => {
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    await matrix();
    const texts = spy.mock.calls.map(([first]) => String(first));
    spy.mockRestore();
    expect(texts.filter((each) => /\b(rules|attack_\w+|metrics_hours)\b/.test(each))).toHaveLength(3);
  });

  it('shows nothing of pipelines that are not there, or that the caller may not see', async () => {
    const viewer = await createMember(api, 'VIEWER');
    const input = { id: viewer.id, topicPatterns: ['nothing.*'] };
    dataOf(
      await api.run('mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }', {
        input,
      }),
    );
    const login = await api.run(
      'mutation ($input: LoginInput!) { login(input: $input) { token } }',
      { input: { email: viewer.email, password: viewer.password } },
      '',
    );
    const { token } = dataOf<{ login: { token: string } }>(login).login;
    expect((await matrix({}, token)).coveredTechniqueCount).toBe(1);
    expect((await counts({}, token))['T1059+']).toEqual([2, 1, 0, 0]);
    for (const [id, by] of [
      [busy, token],
      [randomUUID(), api.token],
    ] as const)
      expect(codeOf(await api.run(MATRIX, { filter: { pipelineIds: [id] } }, by))).toBe('NOT_FOUND');
  });

  it.each<readonly [what: string, filter: object]>([
    ['ends before it begins', { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['is longer than what is kept', { from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
    ['names too many repositories', { repositoryIds: Array.from({ length: 101 }, () => randomUUID()) }],
  ])('refuses a filter that %s', async (_, filter) => {
    expect(codeOf(await api.run(MATRIX, { filter }))).toBe('BAD_USER_INPUT');
  });
});

it('gaps are the techniques without a live rule, and the tags that the catalogue lacks or gave up', async () => {
  const { attackGaps } = dataOf<{ attackGaps: { techniques: object[]; strayTags: object[] } }>(
    await api.run(GAPS),
  );
  expect(attackGaps.techniques).toEqual([
    { id: 'T1055', shadowRules: 0, idleRules: 2 },
    { id: 'T1059.003', shadowRules: 1, idleRules: 0 },
  ]);
  expect(attackGaps.strayTags).toEqual([
    { kind: 'TACTIC', tag: 'no-tactic', ruleCount: 1, retirement: null, replacedBy: null },
    { kind: 'TECHNIQUE', tag: 'T1086', ruleCount: 1, retirement: 'REVOKED', replacedBy: 'T1059.001' },
    { kind: 'TECHNIQUE', tag: 'T1153', ruleCount: 1, retirement: 'DEPRECATED', replacedBy: null },
    { kind: 'TECHNIQUE', tag: 'T9999', ruleCount: 1, retirement: null, replacedBy: null },
  ]);
});

it('techniques of rules are named after the catalogue', async () => {
  const query = 'query ($filter: RuleFilter) { rules(filter: $filter) { items { techniques { id name } } } }';
  const { rules: page } = dataOf<{ rules: { items: { techniques: object[] }[] } }>(
    await api.run(query, { filter: { repositoryIds: [two], techniques: ['T9999'] } }),
  );
  expect(page.items[0]?.techniques).toEqual([
    { id: 'T9999', name: 'T9999' },
    { id: 'T1153', name: 'Source' },
  ]);
});

describe('a layer of ATT&CK Navigator', () => {
  const layer = (techniques: readonly object[], more: object = {}): string =>
    JSON.stringify({
      name: 'Target',
      domain: 'enterprise-attack',
      versions: { layer: '4.5' },
      techniques,
      ...more,
    });

  async function importLayer(text: string, name?: string): Promise<{ id: string; techniqueCount: number }> {
    const answer = await api.run(IMPORT, { input: { layer: text, name } });
    return dataOf<{ importNavigatorLayer: { layer: { id: string; techniqueCount: number } } }>(answer)
      .importNavigatorLayer.layer;
  }
  async function exported(variables: object = {}): Promise<string> {
    const query =
      'query ($score: LayerScoreField! = RULES, $filter: CoverageFilter) { exportNavigatorLayer(score: $score, filter: $filter) }';
    const answer = await api.run(query, variables as Record<string, unknown>);
    return dataOf<{ exportNavigatorLayer: string }>(answer).exportNavigatorLayer;
  }

  it('is exported with versions, a score for each technique and a gradient', async () => {
    const parsed = JSON.parse(await exported()) as { techniques: { techniqueID: string; score: number }[] };
    expect(parsed).toMatchObject({
      ...{ name: 'Sluice', domain: 'enterprise-attack' },
      versions: { attack: '17', navigator: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string, layer: '4.5' },
      gradient: {
        colors: expect.arrayContaining([expect.stringMatching(/^#[0-9a-f]{6}$/)]) as [],
        minValue: 0,
        maxValue: 2,
      },
    });
    const scores = Object.fromEntries(
      parsed.techniques.map(({ techniqueID, score }) => [techniqueID, score]),
    );
    expect(scores).toEqual({ T1055: 0, T1059: 1, 'T1059.001': 2, 'T1059.003': 0 });
    const byHits = JSON.parse(await exported({ score: 'HITS' })) as typeof parsed;
    expect(byHits.techniques.find(({ techniqueID }) => techniqueID === 'T1059')?.score).toBe(7);
  });

  it('that was exported is compared with what it was made of', async () => {
    const { id, techniqueCount } = await importLayer(await exported(), 'Ours');
    expect(techniqueCount).toBe(2);
    const answer = await api.run(COMPARE, { layerId: id });
    expect(dataOf<object>(answer)).toMatchObject({
      compareWithLayer: {
        coveredCount: 2,
        wantedCount: 2,
        techniques: [{ id: 'T1059' }, { id: 'T1059.001' }],
      },
    });
  });

  it('tells of each of its techniques whether rules cover it', async () => {
    const text = layer([
      { techniqueID: 'T1055', score: 3 },
      { techniqueID: 'T1059', score: 1, tactic: 'execution' },
      { techniqueID: 'T1059', score: 5, tactic: 'impact' },
      { techniqueID: 'T1059.003', color: '#ff0000' },
      { techniqueID: 'T1086', score: 1 },
      { techniqueID: 'T1153', score: 1 },
      { techniqueID: 'T4444', score: 1 },
      { techniqueID: 'T1001', score: 0, color: '#ff0000' },
      { techniqueID: 'T1002', score: 9, enabled: false },
      { techniqueID: 'T1003', showSubtechniques: true },
    ]);
    const { id, techniqueCount } = await importLayer(`[${text}]`);
    expect(techniqueCount).toBe(6);
    const answer = await api.run(COMPARE, { layerId: id });
    const { compareWithLayer } = dataOf<{ compareWithLayer: { techniques: Record<string, unknown>[] } }>(
      answer,
    );
    expect(compareWithLayer).toMatchObject({ coveredCount: 2, wantedCount: 4 });
    const told = compareWithLayer.techniques.map(({ id: of, currentId, name, score, verdict, liveRules }) => {
      return [of, currentId, name, score, verdict, liveRules];
    });
    expect(told).toEqual([
      ['T1055', 'T1055', 'Process Injection', 3, 'OPEN', 0],
      ['T1059', 'T1059', 'Scripting', 5, 'COVERED', 2],
      ['T1059.003', 'T1059.003', 'Windows Command Shell', null, 'SHADOW', 0],
      ['T1086', 'T1059.001', 'PowerShell', 1, 'COVERED', 2],
      ['T1153', 'T1153', 'Source', 1, 'RETIRED', 0],
      ['T4444', 'T4444', 'T4444', 1, 'UNKNOWN', 0],
    ]);
    const inTwo = await api.run(COMPARE, { layerId: id, filter: { repositoryIds: [two] } });
    expect(dataOf<object>(inTwo)).toMatchObject({ compareWithLayer: { coveredCount: 0, wantedCount: 4 } });
  });

  it('of the same name is replaced; one that is deleted is gone', async () => {
    const first = await importLayer(layer([{ techniqueID: 'T1059', score: 1 }]), 'Again');
    const second = await importLayer(
      layer([
        { techniqueID: 'T1055', score: 1 },
        { techniqueID: 'T1059', score: 1 },
      ]),
      'Again',
    );
    expect(second).toMatchObject({ id: first.id, techniqueCount: 2 });
    const remove = (): ReturnType<TestApi['run']> =>
      api.run('mutation ($id: ID!) { deleteAttackLayer(id: $id) { id } }', { id: first.id });
    dataOf(await remove());
    expect(codeOf(await remove())).toBe('NOT_FOUND');
    expect(codeOf(await api.run(COMPARE, { layerId: first.id }))).toBe('NOT_FOUND');
    const audit = await api.run(
      '{ auditLog(filter: {search: "Again"}) { edges { node { action objectType } } } }',
    );
    expect(
      dataOf<{ auditLog: { edges: { node: object }[] } }>(audit).auditLog.edges.map(({ node }) => node),
    ).toEqual(['DELETE', 'UPDATE', 'CREATE'].map((action) => ({ action, objectType: 'ATTACK_LAYER' })));
  });

  it.each<readonly [what: string, text: string, reason: string]>([
    ['no JSON', '{', 'JSON'],
    ['two layers', `[${layer([])},${layer([])}]`, 'a list of 2 layers'],
    ['no technique', layer([{ techniqueID: 'T1059', score: 0 }]), 'marks no technique'],
    ['what is no technique', layer([{ techniqueID: "T1'; --", score: 1 }]), 'techniques.0.techniqueID'],
    ['a score that is no number', layer([{ techniqueID: 'T1059', score: 'high' }]), 'techniques.0.score'],
    [
      'more techniques than any',
      layer(Array.from({ length: 20_001 }, () => ({ techniqueID: 'T1059', score: 1 }))),
      'techniques: ',
    ],
    [
      'too long a text',
      layer([], { description: 'x'.repeat(5 * 1024 * 1024) }),
      'more than 5242880 characters',
    ],
    ['deep lists', '['.repeat(100_000), 'JSON'],
  ])('is refused where it has %s', async (_, text, reason) => {
    const answer = await api.run(IMPORT, { input: { layer: text } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain(reason);
  });
});

/** The project's shared data stands beside the repository; without it there is nothing to test. */
const BUNDLE = join(import.meta.dirname, '../../../../shared/data/attack/enterprise-attack.json.gz');

it.runIf(existsSync(BUNDLE))(
  "MITRE's enterprise bundle: all tactics and techniques, found by 50,000 rules",
  async () => {
    const big = await startTestApi();
    const database = new pg.Client({ connectionString: big.databaseUrl });
    try {
      const contentBase64 = readFileSync(BUNDLE).toString('base64');
      dataOf(await big.run(UPLOAD_CATALOGUE, { input: { contentBase64 } }));
      await database.connect();
      const repositoryId = await createRepository(big);
      await database.query(
        `INSERT INTO rules (repository_id, sigma_id, path, "text", title, level, techniques, tactics)
       SELECT $1, n, n || '.yml', 'title: ' || n, n, 3, ARRAY[t.id], ARRAY['execution']
       FROM generate_series(1, 50000) n
       JOIN (SELECT id, row_number() OVER (ORDER BY id) AS at, count(*) OVER () AS of FROM attack_techniques) t
         ON t.at = n % t.of + 1`,
        [repositoryId],
      );
      await database.query('ANALYZE');
      const began = performance.now();
      const { attackMatrix } = dataOf<{ attackMatrix: Matrix }>(await big.run(MATRIX));
      process.stdout.write(`matrix of 50,000 rules: ${Math.round(performance.now() - began)} ms\n`);
      expect(attackMatrix).toMatchObject({ techniqueCount: 216, subtechniqueCount: 475 });
      expect(attackMatrix.tactics).toHaveLength(14);
      expect(attackMatrix.coveredTechniqueCount).toBe(216);
      expect(
        attackMatrix.tactics.flatMap(({ techniques }) => techniques).every(({ isCovered }) => isCovered),
      ).toBe(true);
    } finally {
      await database.end();
      await big.stop();
    }
  },
);
