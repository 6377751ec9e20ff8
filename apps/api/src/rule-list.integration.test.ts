import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, createRepository, dataOf, UPLOAD } from './testing/operations.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
let [one, two] = ['', ''];

function text(title: string, parts: Readonly<Record<string, string>> = {}): string {
  const facts = { level: 'high', logsource: '{product: windows}', ...parts };
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}\n`);
  return `title: ${title}\nid: ${randomUUID()}\n${lines.join('')}detection: {sel: {Image|endswith: '\\x.exe'}, condition: sel}\n`;
}

const DUMP = text('Memory Dump', {
  ...{ level: 'critical', status: 'stable', author: 'Ada Lovelace', description: 'Reads LSASS.exe' },
  ...{ tags: '[attack.credential-access, attack.t1003.001]' },
});
const SCRIPT = text('Script', { status: 'test', tags: '[attack.execution, attack.t1059]' });
const LOGIN = text('Login', { logsource: '{product: linux, service: sshd}', level: 'low' });

async function upload(repositoryId: string, files: Readonly<Record<string, string>>): Promise<void> {
  const list = Object.entries(files).map(([path, content]) => ({ path, text: content }));
  dataOf(await api.run(UPLOAD, { input: { repositoryId, files: list } }));
}

beforeAll(async () => {
  api = await startTestApi();
  [one, two] = [await createRepository(api), await createRepository(api)];
  await upload(one, { 'windows/dump.yml': DUMP, 'windows/script.yml': SCRIPT });
  await upload(two, { 'linux/login.yml': LOGIN });
});
afterAll(() => api.stop());

async function titles(filter: object, sort = 'TITLE'): Promise<readonly string[]> {
  const query =
    'query ($filter: RuleFilter, $sort: RuleSort) { rules(filter: $filter, sort: $sort) { totalCount items { title } } }';
  const { rules } = dataOf<{ rules: { totalCount: number; items: { title: string }[] } }>(
    await api.run(query, { filter, sort }),
  );
  expect(rules.totalCount).toBe(rules.items.length);
  return rules.items.map(({ title }) => title);
}

interface Facets {
  readonly totalCount: number;
  readonly facets: readonly { field: string; values: { value: string; label: string; count: number }[] }[];
}

const FACETS =
  'query ($filter: RuleFilter, $fields: [RuleFacetField!]) { ruleFacets(filter: $filter, fields: $fields) { totalCount facets { field values { value label count } } } }';
async function facets(filter: object, fields?: readonly string[]): Promise<Facets> {
  return dataOf<{ ruleFacets: Facets }>(await api.run(FACETS, { filter, fields })).ruleFacets;
}
function valuesOf({ facets: all }: Facets, field: string): object {
  const values = all.find((facet) => facet.field === field)?.values ?? [];
  return Object.fromEntries(values.map(({ value, count }) => [value, count]));
}

describe('the list of rules', () => {
  it.each<readonly [what: string, search: string, found: readonly string[]]>([
    ['a part of a word of the description', 'lsas', ['Memory Dump']],
    ['a technique', 'T1003', ['Memory Dump']],
    ['a sub-technique', 't1003.001', ['Memory Dump']],
    ['the author', 'lovelace', ['Memory Dump']],
    ['words of title and path', 'dump windows', ['Memory Dump']],
    ['a field of the detection', 'Image endswith', ['Login', 'Memory Dump', 'Script']],
    ['a word that is in none', 'nowhere', []],
  ])('is searched for %s', async (_, search, found) => {
    expect(await titles({ search })).toEqual(found);
  });

  it.each<readonly [filter: object, found: readonly string[]]>([
    [{ levels: ['CRITICAL', 'LOW'] }, ['Login', 'Memory Dump']],
    [{ statuses: ['stable'] }, ['Memory Dump']],
    [{ statuses: ['', 'test'] }, ['Login', 'Script']],
    [{ products: ['linux'], services: ['sshd'] }, ['Login']],
    [{ services: [''] }, ['Memory Dump', 'Script']],
    [{ tactics: ['credential-access'] }, ['Memory Dump']],
    [{ techniques: ['T1059', ''] }, ['Login', 'Script']],
    [{ stages: ['SHADOW'] }, []],
    [{ enabled: true, neverMatched: true, search: 'script' }, ['Script']],
  ])('is filtered by %j', async (filter, found) => {
    expect(await titles(filter)).toEqual(found);
    expect((await facets(filter)).totalCount).toBe(found.length);
  });

  it.each<readonly [sort: string, found: readonly string[]]>([
    ['TITLE', ['Login', 'Memory Dump', 'Script']],
    ['LEVEL', ['Memory Dump', 'Script', 'Login']],
    ['LAST_MATCHED', ['Login', 'Memory Dump', 'Script']],
    ['HITS', ['Login', 'Memory Dump', 'Script']],
  ])('is sorted by %s', async (sort, found) => {
    expect(await titles({}, sort)).toEqual(found);
  });

  it('is refused for too much', async () => {
    const many = Array.from({ length: 101 }, String);
    const query =
      'query ($filter: RuleFilter, $page: PageInput) { rules(filter: $filter, page: $page) { totalCount } }';
    for (const variables of [
      { filter: { products: many } },
      { filter: { search: 'x'.repeat(201) } },
      { page: { limit: 201 } },
      { page: { offset: -1 } },
    ])
      expect(codeOf(await api.run(query, variables))).toBe('BAD_USER_INPUT');
    expect(codeOf(await api.run(FACETS, { filter: { products: many } }))).toBe('BAD_USER_INPUT');
  });

  it('is counted by facets, each under the filters of the others, and anew after a change', async () => {
    const found = await facets({ products: ['windows'] });
    expect(found.totalCount).toBe(2);
    expect(valuesOf(found, 'PRODUCT')).toEqual({ windows: 2, linux: 1 });
    expect(valuesOf(found, 'LEVEL')).toEqual({ CRITICAL: 1, HIGH: 1 });
    expect(valuesOf(found, 'REPOSITORY')).toEqual({ [one]: 2 });
    expect(valuesOf(found, 'STATUS')).toEqual({ stable: 1, test: 1 });
    expect(valuesOf(found, 'TECHNIQUE')).toEqual({ 'T1003.001': 1, T1059: 1 });
    expect(valuesOf(found, 'NEVER_MATCHED')).toEqual({ true: 2 });
    expect(found.facets.find(({ field }) => field === 'REPOSITORY')?.values[0]?.label).not.toBe(one);

    const third = await createRepository(api);
    await upload(third, { 'x.yml': text('Third', { level: 'critical' }) });
    expect(valuesOf(await facets({ products: ['windows'] }), 'LEVEL')).toEqual({ CRITICAL: 2, HIGH: 1 });
    dataOf(await api.run('mutation ($id: ID!) { deleteRepository(id: $id) { id } }', { id: third }));
    expect((await facets({})).totalCount).toBe(3);
  });

  it('takes the level in force', async () => {
    const query = '{ rules(filter: { search: "login" }) { items { id version } } }';
    const { rules } = dataOf<{ rules: { items: { id: string; version: number }[] } }>(await api.run(query));
    const update = async (levelOverride: string | null, version: number): Promise<void> => {
      const input = { id: rules.items[0]?.id, version, levelOverride };
      dataOf(
        await api.run('mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { revision } }', {
          input,
        }),
      );
    };
    await update('CRITICAL', 1);
    expect(await titles({ levels: ['CRITICAL'] }, 'LEVEL')).toEqual(['Login', 'Memory Dump']);
    expect(valuesOf(await facets({}), 'LEVEL')).toEqual({ CRITICAL: 2, HIGH: 1 });
    await update(null, 2);
  });

  it('keeps a text whose words are more than Postgres takes in one row', async () => {
    const words = Array.from({ length: 90_000 }, (_, index) => `w${index.toString(36)}-ä${index}`).join(' ');
    const repositoryId = await createRepository(api);
    await upload(repositoryId, { 'long.yml': text('Long', { description: words.slice(0, 900_000) }) });
    expect(await titles({ search: 'long w1' })).toEqual(['Long']);
    dataOf(await api.run('mutation ($id: ID!) { deleteRepository(id: $id) { id } }', { id: repositoryId }));
  });

  it('is paged and sorted the same with a search as without, and anew after a change', async () => {
    const repositoryId = await createRepository(api);
    const files = ['low', 'high', 'critical', 'low', 'high'].map((level, index) => [
      `${index}.yml`,
      text(`Pagable ${9 - index}`, { level, ...(index < 2 ? {} : { logsource: '{product: linux}' }) }),
    ]);
    await upload(repositoryId, Object.fromEntries(files) as Record<string, string>);
    const pages = async (filter: object, sort: string, limit: number): Promise<readonly string[]> => {
      const query =
        'query ($filter: RuleFilter, $sort: RuleSort, $page: PageInput) { rules(filter: $filter, sort: $sort, page: $page) { items { title } } }';
      const found: string[] = [];
      for (let offset = 0; offset < 6; offset += limit) {
        const answer = await api.run(query, { filter, sort, page: { limit, offset } });
        const { rules } = dataOf<{ rules: { items: { title: string }[] } }>(answer);
        found.push(...rules.items.map(({ title }) => title.slice(-1)));
      }
      return found;
    };
    const search = 'pagable selection';
    for (const limit of [1, 2, 6])
      for (const sort of ['TITLE', 'LEVEL', 'UPDATED_AT', 'LAST_MATCHED'])
        for (const others of [{}, { products: ['linux'] }, { levels: ['LOW', 'HIGH'], enabled: true }])
          expect(await pages({ search: 'pagable', ...others }, sort, limit)).toEqual(
            await pages({ repositoryIds: [repositoryId], ...others }, sort, 200),
          );
    expect(await pages({ search: 'pagable' }, 'TITLE', 2)).toEqual(['5', '6', '7', '8', '9']);
    expect(await pages({ search: 'pagable' }, 'LEVEL', 2)).toEqual(['7', '5', '8', '6', '9']);
    expect(await pages({ search }, 'TITLE', 6)).toEqual([]);

    await upload(repositoryId, { 'new.yml': text('Pagable 0', { level: 'medium', description: search }) });
    expect(await pages({ search: 'pagable' }, 'LEVEL', 6)).toEqual(['7', '5', '8', '0', '6', '9']);
    expect(await pages({ search }, 'TITLE', 6)).toEqual(['0']);
    dataOf(await api.run('mutation ($id: ID!) { deleteRepository(id: $id) { id } }', { id: repositoryId }));
    expect(await pages({ search: 'pagable' }, 'LEVEL', 6)).toEqual([]);
  });

  it('takes as many statements for many rules as for one', async () => {
    const list = `query ($filter: RuleFilter) { rules(filter: $filter) { totalCount items {
      id title author tactics lastMatchedAt matchesLast24Hours repository { name ruleCount } } } }`;
    const count = async (query: string, search: string): Promise<number> => {
      const spy = vi.spyOn(pg.Client.prototype, 'query');
      dataOf(await api.run(query, { filter: { search } }));
      const texts = spy.mock.calls.map(([first]) => String(first));
      spy.mockRestore();
      // What runs in the background looks for runs and pipelines; the sums of metrics_hours are remembered for a while.
      const asked = texts.filter((each) => !/\b(sync_runs|pipelines)\b/.test(each));
      return asked.filter((each) => /\b(rules|rule_hits|repositories)\b/.test(each)).length;
    };
    // Once for each way to ask for the same; what runs in the background may read rules, too, at one of these moments.
    const fewest = async (query: string, word: string): Promise<number> =>
      Math.min(
        await count(query, word),
        await count(query, `${word} ${word}`),
        await count(query, `${word} ${word} ${word}`),
      );
    const few = [await fewest(list, 'login'), await fewest(FACETS, 'login')];
    const repositoryId = await createRepository(api);
    const files = Array.from({ length: 100 }, (_, index) => [`${index}.yml`, text(`Many ${index}`)] as const);
    await upload(repositoryId, Object.fromEntries(files));
    expect([await fewest(list, 'many'), await fewest(FACETS, 'many')]).toEqual(few);
    // One of them for the texts, of which the authors are read.
    expect(few).toEqual([7, 2]);
  });

  it('begins with the rules that matched, whether they fill a page or not', async () => {
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    await client.query('CREATE TABLE metrics_hours_any PARTITION OF metrics_hours DEFAULT');
    for (const [title, matches, minutes] of [
      ['Script', 9, 30],
      ['Memory Dump', 5, 10],
    ]) {
      await client.query(
        `INSERT INTO rule_hits SELECT id, now() - $2 * interval '1 minute' FROM rules WHERE title = $1`,
        [title, minutes],
      );
      for (const hours of [0, 1])
        await client.query(
          `INSERT INTO metrics_hours (kind, key, pipeline_id, at, matches)
           SELECT 'RULE', id, '', date_trunc('hour', now()) - $3 * interval '1 hour', $2 FROM rules WHERE title = $1`,
          [title, matches, hours],
        );
    }
    await client.end();
    const query =
      'query ($sort: RuleSort!, $page: PageInput!, $filter: RuleFilter) { rules(sort: $sort, page: $page, filter: $filter) { items { title } } }';
    const filter = { repositoryIds: [one, two] };
    const listed = async (sort: string, limit: number): Promise<string[]> => {
      const found: string[] = [];
      for (let offset = 0; offset < 3; offset += limit) {
        const answer = await api.run(query, { sort, filter, page: { limit, offset } });
        const { rules } = dataOf<{ rules: { items: { title: string }[] } }>(answer);
        found.push(...rules.items.map(({ title }) => title));
      }
      return found;
    };
    // The matches of 24 hours are up to 5 seconds old.
    await expect
      .poll(() => listed('HITS', 3), { timeout: 10_000 })
      .toEqual(['Script', 'Memory Dump', 'Login']);
    for (const limit of [1, 2, 3]) {
      expect(await listed('HITS', limit)).toEqual(['Script', 'Memory Dump', 'Login']);
      expect(await listed('LAST_MATCHED', limit)).toEqual(['Memory Dump', 'Script', 'Login']);
    }
  });

  it('is filtered and counted by matches in 24 hours, where that is asked for', async () => {
    // Script 18, Memory Dump 10, Login none, as the test before made them; one more now.
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    await client.query(`INSERT INTO metrics_hours (kind, key, pipeline_id, at, matches)
      SELECT 'RULE', id, 'other', date_trunc('hour', now()), 983 FROM rules WHERE title = 'Script'`);
    await client.end();
    const filter = { repositoryIds: [one, two] };
    await expect
      .poll(async () => valuesOf(await facets(filter, ['HITS', 'PRODUCT']), 'HITS'), { timeout: 10_000 })
      .toEqual({ NONE: 1, TENS: 1, THOUSANDS: 1 });
    const counted = await facets(filter, ['HITS', 'PRODUCT']);
    expect(counted.facets.map(({ field }) => field).toSorted()).toEqual(['HITS', 'PRODUCT']);
    expect(counted.facets.find(({ field }) => field === 'HITS')?.values.map(({ label }) => label)).toEqual([
      '0',
      '10–99',
      '1,000 and more',
    ]);
    expect((await facets(filter)).facets.map(({ field }) => field)).not.toContain('HITS');

    for (const [hits, found] of [
      [['NONE'], ['Login']],
      [['TENS'], ['Memory Dump']],
      [
        ['THOUSANDS', 'TENS'],
        ['Memory Dump', 'Script'],
      ],
      [
        ['NONE', 'THOUSANDS'],
        ['Login', 'Script'],
      ],
      [['HUNDREDS'], []],
    ] as const) {
      expect(await titles({ ...filter, hits })).toEqual(found);
      for (const sort of ['HITS', 'LAST_MATCHED', 'LEVEL'])
        expect((await titles({ ...filter, hits }, sort)).toSorted()).toEqual(found);
      const both = await facets({ ...filter, hits }, ['HITS', 'PRODUCT']);
      expect(both.totalCount).toBe(found.length);
      expect(valuesOf(both, 'HITS')).toEqual({ NONE: 1, TENS: 1, THOUSANDS: 1 });
      // A selection takes the same filter, and asks Postgres for the sums.
      const input = { selection: { filter: { ...filter, hits } }, change: { enabled: false }, dryRun: true };
      const { changeRules } = dataOf<{ changeRules: { rules: { title: string }[] } }>(
        await api.run(
          'mutation ($input: ChangeRulesInput!) { changeRules(input: $input) { rules { title } } }',
          { input },
        ),
      );
      expect(changeRules.rules.map(({ title }) => title).toSorted()).toEqual(found);
    }
    expect(await titles({ ...filter, hits: ['TENS'], search: 'memory' })).toEqual(['Memory Dump']);
    expect(await titles({ ...filter, hits: ['NONE'], search: 'memory' })).toEqual([]);
    const searched = await facets({ ...filter, search: 'memory' }, ['HITS']);
    expect(valuesOf(searched, 'HITS')).toEqual({ TENS: 1 });
  });
});
