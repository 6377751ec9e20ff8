import { topicNames, type DetectionMessage } from '@sluice/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectionAt, ruleNamed } from '../../testing/messages.ts';
import { codeOf, dataOf } from '../../testing/operations.ts';
import { startTestApi, type TestApi } from '../../testing/start-test-api.ts';
import { sendRecords, untilRead } from '../../testing/topic-records.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Node {
  readonly id: string;
  readonly topic: string;
  readonly event: string;
  readonly severity: string;
}
interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const DETECTIONS = `query ($filter: DetectionFilter, $first: Int! = 200, $after: String) {
  detections(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id topic event severity } } pageInfo { hasNextPage endCursor } } }`;

async function page(variables: Readonly<Record<string, unknown>>): Promise<Connection> {
  return dataOf<{ detections: Connection }>(await api.run(DETECTIONS, variables)).detections;
}

const idsOf = async (filter: object): Promise<string[]> =>
  (await page({ filter })).edges.map(({ node }) => node.id);

async function keep(values: readonly (DetectionMessage | string)[]): Promise<void> {
  const topic = topicNames(api.prefix).detections;
  await sendRecords(
    values.map((value) =>
      typeof value === 'string'
        ? { topic, key: 'broken', value }
        : { topic, key: value.id, value: JSON.stringify(value) },
    ),
  );
  await untilRead(`${api.prefix}.api.detections`, topic);
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();

describe('keeping detections', () => {
  it('keeps each once, however often it comes, also when it is matched again on another day', async () => {
    const all = Array.from({ length: 20 }, (_, offset) => detectionAt(offset, { pipelineId: 'once' }));
    await keep([...all, ...all]);
    await keep(all);
    await keep(all.map((detection) => ({ ...detection, matchedAt: daysAgo(2) })));
    const kept = await idsOf({ pipelineIds: ['once'] });
    expect(kept.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });

  it('leaves out what can not be read or kept, and nothing else', async () => {
    const good = (offset: number) => detectionAt(offset, { pipelineId: 'mixed' });
    const far = { ...good(90), source: { ...good(90).source, partition: 2 ** 40 } };
    const named = { ...good(91), source: { ...good(91).source, offset: 'seven' } };
    await keep([
      good(1),
      'no JSON',
      '{"schemaVersion":1}',
      far,
      named,
      { ...good(94), revision: 2 ** 31 },
      good(2),
      { ...good(92), matchedAt: '2099-01-01T00:00:00Z' },
      { ...good(93), matchedAt: daysAgo(40) },
      good(3),
      { ...good(4), event: 'nul \0, half a pair \ud800', rules: [ruleNamed('r', { title: '\0\udc00' })] },
    ]);
    expect((await idsOf({ pipelineIds: ['mixed'] })).toSorted()).toEqual(
      [1, 2, 3, 4].map((offset) => good(offset).id),
    );
    const [kept] = (await page({ filter: { pipelineIds: ['mixed'], text: 'nul ' } })).edges;
    expect(kept?.node.event).toBe('nul \u{fffd}, half a pair \u{fffd}');
  });
});

describe('the detections', () => {
  /** 30 of one moment, every third with another rule; and one of each kind a day before. */
  const moment = daysAgo(1);
  const critical = ruleNamed('crit', { level: 'critical', techniques: ['T1003.001', 'T1059'] });
  const recent = Array.from({ length: 30 }, (_, offset) =>
    detectionAt(offset, {
      pipelineId: 'paged',
      topic: `paged-${offset % 2}`,
      matchedAt: moment,
      rules: offset % 3 === 0 ? [ruleNamed('often'), critical] : [ruleNamed('often')],
      event: `{"user":"Ada ${offset}%","offset":${offset}}`,
    }),
  );
  const old = detectionAt(99, { pipelineId: 'paged', topic: 'paged-0', matchedAt: daysAgo(3) });
  beforeAll(() => keep([...recent, old]));

  const newestFirst = [
    ...recent
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
    old.id,
  ];
  const filter = { pipelineIds: ['paged'] };

  it('are read page by page, newest first, each once', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const part: Connection = await page({ filter, first: 7, after });
      seen.push(...part.edges.map(({ node }) => node.id));
      after = part.pageInfo.endCursor;
      more = part.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(newestFirst);
    const [second] = (await page({ filter, first: 2 })).edges.slice(1);
    const [third] = (await page({ filter, first: 1, after: second?.cursor })).edges;
    expect(third?.node.id).toBe(newestFirst[2]);
  });

  it.each([
    ['time', { from: daysAgo(2) }, 30],
    ['time up to', { to: daysAgo(2) }, 1],
    ['rule', { ruleIds: ['crit'] }, 10],
    ["the author's id", { ruleIds: ['sigma-crit'] }, 10],
    ['level', { levels: ['CRITICAL', 'LOW'] }, 10],
    ['technique', { techniques: ['T1003.001'] }, 10],
    ['topic', { topics: ['paged-1'] }, 15],
    ['text, whatever its letter case', { text: 'ADA 2' }, 11],
    ['text whose wildcards are none', { text: '2%' }, 3],
    ['several at once', { ruleIds: ['crit'], topics: ['paged-1'], text: 'ada' }, 5],
    ['none of nothing', { levels: [] }, 0],
  ])('are found by %s', async (_what, more, count) => {
    const found = await idsOf({ ...filter, ...more });
    expect(found).toHaveLength(count);
    expect(found).toEqual(newestFirst.filter((id) => found.includes(id)));
  });

  it('are refused where the page, the cursor or the filter is too much', async () => {
    const refused = async (variables: object): Promise<unknown> =>
      codeOf(await api.run(DETECTIONS, variables as Record<string, unknown>));
    expect(await refused({ first: 201 })).toBe('BAD_USER_INPUT');
    expect(await refused({ after: 'AAAA' })).toBe('BAD_USER_INPUT');
    expect(await refused({ filter: { text: 'x'.repeat(201) } })).toBe('BAD_USER_INPUT');
    expect(await refused({ filter: { ruleIds: Array(101).fill('x') } })).toBe('BAD_USER_INPUT');
  });

  it('are counted by level, rule, pipeline and technique', async () => {
    const { detectionFacets } = dataOf<{ detectionFacets: unknown }>(
      await api.run(
        `query ($filter: DetectionFilter) { detectionFacets(filter: $filter) { total isCapped
          levels { level count } rules { ruleId title count } pipelines { pipelineId pipelineName count }
          techniques { technique { id } count } } }`,
        { filter: { ...filter, from: daysAgo(2) } },
      ),
    );
    expect(detectionFacets).toEqual({
      total: 30,
      isCapped: false,
      levels: [
        { level: 'CRITICAL', count: 10 },
        { level: 'HIGH', count: 20 },
      ],
      rules: [
        { ruleId: 'often', title: 'often', count: 30 },
        { ruleId: 'crit', title: 'crit', count: 10 },
      ],
      pipelines: [{ pipelineId: 'paged', pipelineName: 'paged', count: 30 }],
      techniques: [
        { technique: { id: 'T1059' }, count: 30 },
        { technique: { id: 'T1003.001' }, count: 10 },
      ],
    });
  });

  it('have a histogram over time, zeros included', async () => {
    const HISTOGRAM = `query ($filter: DetectionFilter, $step: Int!) {
      detectionHistogram(filter: $filter, step: $step) { isCapped points { at count } } }`;
    const range = { from: daysAgo(4), to: new Date().toISOString() };
    const { detectionHistogram } = dataOf<{
      detectionHistogram: { isCapped: boolean; points: { at: string; count: number }[] };
    }>(await api.run(HISTOGRAM, { filter: { ...filter, ...range }, step: 3600 }));
    const { points, isCapped } = detectionHistogram;
    expect(isCapped).toBe(false);
    expect(points.length).toBeGreaterThanOrEqual(96);
    expect(points.length).toBeLessThanOrEqual(98);
    const filled = points.filter(({ count }) => count > 0);
    const hourOf = (at: string): string => `${at.slice(0, 13)}:00:00.000Z`;
    expect(filled).toEqual([
      { at: hourOf(old.matchedAt), count: 1 },
      { at: hourOf(moment), count: 30 },
    ]);
    expect(codeOf(await api.run(HISTOGRAM, { filter: range, step: 60 }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await api.run(HISTOGRAM, { filter: range, step: 0 }))).toBe('BAD_USER_INPUT');
  });

  it('are shown one by one, with those beside them in the source', async () => {
    const DETECTION = `query ($id: ID!) { detection(id: $id) { before { offset } after { offset }
      detection { id event eventTruncated revision offset eventAt rules { ruleId title level techniques { id } } } } }`;
    const one = recent[12] as DetectionMessage;
    const { detection } = dataOf<{ detection: object }>(await api.run(DETECTION, { id: one.id }));
    expect(detection).toMatchObject({
      before: ['2', '4', '6', '8', '10'].map((offset) => ({ offset })),
      after: ['14', '16', '18', '20', '22'].map((offset) => ({ offset })),
      detection: {
        id: one.id,
        event: one.event,
        revision: 1,
        eventAt: one.source.timestamp,
        rules: [{ ruleId: 'often' }, { ruleId: 'crit', level: 'CRITICAL' }],
      },
    });
    expect(codeOf(await api.run(DETECTION, { id: 'none' }))).toBe('NOT_FOUND');
  });
});
