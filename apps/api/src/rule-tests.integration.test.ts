import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { codeOf, createRepository, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { startGitHubStandIn, type GitHubStandIn } from './testing/github-stand-in.ts';
import { startTestApi, type TestApi } from './testing/start-test-api.ts';
import { createGitRepository, readRunFiles, sync } from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

let api: TestApi;
let github: GitHubStandIn;
beforeAll(async () => {
  github = await startGitHubStandIn();
  api = await startTestApi({ GITHUB_API_URL: github.url });
});
afterAll(async () => {
  await api.stop();
  github.stop();
});

const SHELL = '{"Image": "/bin/sh", "LogonId": 12345678901234567890}';
const CAT = '{"Image": "/bin/cat"}';
/** Matches `SHELL`, as the text of `ruleText` does. */
const WIDER = '{sel: {Image|contains: sh}, condition: sel}';
/** Matches `CAT` alone. */
const OTHER = '{sel: {Image|endswith: /cat}, condition: sel}';

interface Test {
  readonly id: string;
  readonly isFailing: boolean;
}

async function addTest(ruleId: string, name: string, event: string, expectation: string): Promise<Test> {
  const mutation = `mutation ($input: CreateRuleTestInput!) {
    createRuleTest(input: $input) { test { id name event expectation isFailing } } }`;
  const answer = await api.run(mutation, { input: { ruleId, name, event, expectation } });
  return dataOf<{ createRuleTest: { test: Test } }>(answer).createRuleTest.test;
}

interface Rule {
  readonly id: string;
  readonly sigmaId: string;
  readonly repositoryId: string;
}

/** A rule with two tests that pass. */
async function newRule(): Promise<Rule> {
  const [repositoryId, sigmaId] = [await createRepository(api), randomUUID()];
  const report = await upload(repositoryId, ruleText(sigmaId, 'Shell'));
  const id = report.files[0]?.ruleId ?? '';
  await addTest(id, 'a shell', SHELL, 'MATCH');
  await addTest(id, 'another program', CAT, 'NO_MATCH');
  return { id, sigmaId, repositoryId };
}

interface Report {
  readonly changed: number;
  readonly files: readonly { ruleId: string; diagnostics: { code: string; message: string }[] }[];
}

async function upload(repositoryId: string, text: string): Promise<Report> {
  const answer = await api.run(UPLOAD, { input: { repositoryId, files: [{ path: 'a.yml', text }] } });
  return dataOf<{ uploadRules: Report }>(answer).uploadRules;
}

async function update(id: string, change: object) {
  const { version } = await stateOf(id);
  const mutation = `mutation ($input: UpdateRuleInput!) { updateRule(input: $input) {
    rule { version text } revision diagnostics { code severity message } } }`;
  const answer = await api.run(mutation, { input: { id, version, ...change } });
  return dataOf<{
    updateRule: { rule: { text: string } | null; diagnostics: { code: string; severity: string }[] };
  }>(answer).updateRule;
}

async function stateOf(id: string) {
  const query = '{ version failingTests tests { name expectation isFailing } }';
  const answer = await api.run(`query ($id: ID!) { rule(id: $id) ${query} }`, { id });
  return dataOf<{
    rule: { version: number; failingTests: number; tests: { name: string; isFailing: boolean }[] };
  }>(answer).rule;
}

async function countFailing(repositoryId: string): Promise<readonly number[]> {
  const query = `query ($yes: RuleFilter, $no: RuleFilter) {
    yes: rules(filter: $yes) { totalCount items { id } } no: rules(filter: $no) { totalCount items { id } } }`;
  const filter = { repositoryIds: [repositoryId] };
  const variables = { yes: { ...filter, failingTests: true }, no: { ...filter, failingTests: false } };
  const { yes, no } = dataOf<Record<'yes' | 'no', { totalCount: number; items: unknown[] }>>(
    await api.run(query, variables),
  );
  expect([yes.items.length, no.items.length]).toEqual([yes.totalCount, no.totalCount]);
  return [yes.totalCount, no.totalCount];
}

describe('a stored test', () => {
  it('is tried when it is made, changed and deleted', async () => {
    const { id, repositoryId } = await newRule();
    expect(await countFailing(repositoryId)).toEqual([0, 1]);
    const wrong = await addTest(id, 'wrong', SHELL, 'NO_MATCH');
    expect(wrong).toEqual({
      ...{ id: wrong.id, name: 'wrong', event: SHELL, expectation: 'NO_MATCH', isFailing: true },
    });
    expect(await stateOf(id)).toMatchObject({ failingTests: 1, version: 1 });
    expect(await countFailing(repositoryId)).toEqual([1, 0]);
    const change = `mutation ($input: UpdateRuleTestInput!) { updateRuleTest(input: $input) { test { isFailing event } } }`;
    const changed = await api.run(change, { input: { id: wrong.id, event: CAT } });
    expect(dataOf(changed)).toEqual({ updateRuleTest: { test: { isFailing: false, event: CAT } } });
    expect(await countFailing(repositoryId)).toEqual([0, 1]);
    await api.run(change, { input: { id: wrong.id, expectation: 'MATCH' } });
    expect(await stateOf(id)).toMatchObject({ failingTests: 1 });
    const remove = 'mutation ($id: ID!) { deleteRuleTest(id: $id) { id } }';
    expect(dataOf(await api.run(remove, { id: wrong.id }))).toEqual({ deleteRuleTest: { id: wrong.id } });
    expect(await stateOf(id)).toMatchObject({ failingTests: 0, tests: [{}, {}] });
    expect(codeOf(await api.run(remove, { id: wrong.id }))).toBe('NOT_FOUND');
  });

  it('stands in the audit log of its rule', async () => {
    const { id } = await newRule();
    const query = `query ($id: ID!) { auditLog(filter: { objectTypes: [RULE], objectId: $id }) { edges { node { action after } } } }`;
    const answer = await api.run(query, { id });
    const { auditLog } = dataOf<{ auditLog: { edges: { node: { action: string; after: object } }[] } }>(
      answer,
    );
    expect(auditLog.edges.map(({ node }) => node)).toEqual([
      { action: 'UPDATE', after: { test: { name: 'another program', event: CAT, expectation: 'NO_MATCH' } } },
      { action: 'UPDATE', after: { test: { name: 'a shell', event: SHELL, expectation: 'MATCH' } } },
    ]);
  });

  it.each([
    ['no JSON', { event: '{"a":' }],
    ['no object', { event: '[1]' }],
    ['too long', { event: JSON.stringify({ a: 'a'.repeat(70_000) }) }],
    ['without a name', { name: '  ' }],
  ])('is refused where it is %s', async (_what, wrong) => {
    const { id } = await newRule();
    const input = { ruleId: id, name: 'a', event: CAT, expectation: 'MATCH', ...wrong };
    const mutation =
      'mutation ($input: CreateRuleTestInput!) { createRuleTest(input: $input) { test { id } } }';
    expect(codeOf(await api.run(mutation, { input }))).toBe('BAD_USER_INPUT');
    expect((await stateOf(id)).tests).toHaveLength(2);
  });

  it('is one of 50 at most', async () => {
    const { id } = await newRule();
    for (let number = 3; number <= 50; number += 1) await addTest(id, `test ${number}`, CAT, 'NO_MATCH');
    await expect(addTest(id, 'one more', CAT, 'NO_MATCH')).rejects.toThrow('50 stored tests at most');
  });
});

describe('a change of a rule with stored tests', () => {
  it('is refused where one fails, and tells which', async () => {
    const { id, sigmaId } = await newRule();
    const { rule, diagnostics } = await update(id, { text: ruleText(sigmaId, 'Shell', OTHER) });
    expect(rule).toBeNull();
    expect(diagnostics).toEqual([
      {
        ...{ code: 'rule-test.failing', severity: 'ERROR' },
        message: 'the stored test "a shell" expects a match, and there is none',
      },
      {
        ...{ code: 'rule-test.failing', severity: 'ERROR' },
        message: 'the stored test "another program" expects no match, and there is one',
      },
    ]);
    expect(await stateOf(id)).toMatchObject({
      version: 1,
      failingTests: 0,
      tests: [{ isFailing: false }, {}],
    });
    const versions = await api.run('query ($id: ID!) { ruleVersions(ruleId: $id) { version } }', { id });
    expect(dataOf(versions)).toEqual({ ruleVersions: [{ version: 1 }] });
  });

  it('is taken where that is allowed, and the failures are kept until the text is mended', async () => {
    const { id, sigmaId, repositoryId } = await newRule();
    const text = ruleText(sigmaId, 'Shell', OTHER);
    const { rule, diagnostics } = await update(id, { text, allowFailingTests: true });
    expect(rule?.text).toBe(text);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['WARNING', 'WARNING']);
    expect(await stateOf(id)).toMatchObject({ failingTests: 2 });
    expect(await countFailing(repositoryId)).toEqual([1, 0]);
    // What is not of the text is changed as ever.
    expect((await update(id, { enabled: false })).rule).not.toBeNull();
    expect((await update(id, { text: ruleText(sigmaId, 'Shell', WIDER) })).diagnostics).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ failingTests: 0 });
    expect(await countFailing(repositoryId)).toEqual([0, 1]);
  });

  it('by an upload goes in, and the report names the failing tests', async () => {
    const { id, sigmaId, repositoryId } = await newRule();
    const report = await upload(repositoryId, ruleText(sigmaId, 'Shell', OTHER));
    expect(report.changed).toBe(1);
    expect(report.files[0]?.diagnostics.map(({ code }) => code)).toEqual([
      'rule-test.failing',
      'rule-test.failing',
    ]);
    expect(await stateOf(id)).toMatchObject({ failingTests: 2 });
    expect((await upload(repositoryId, ruleText(sigmaId, 'Shell', WIDER))).files[0]?.diagnostics).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ failingTests: 0 });
  });

  it('by a sync goes in too, and so does what upstream mends', async () => {
    const [place, sigmaId] = [`acme/${randomUUID()}`, randomUUID()];
    const publish = (detection: string): string =>
      github.publish(place, tarGz(new Map([['r/a.yml', ruleText(sigmaId, 'Shell', detection)]])));
    publish(WIDER);
    const repositoryId = await createGitRepository(api, { url: `https://github.com/${place}` });
    await sync(api, repositoryId);
    const query = 'query ($id: ID!) { rules(filter: { repositoryIds: [$id] }) { items { id } } }';
    const { rules } = dataOf<{ rules: { items: { id: string }[] } }>(
      await api.run(query, { id: repositoryId }),
    );
    const id = rules.items[0]?.id ?? '';
    await addTest(id, 'a shell', SHELL, 'MATCH');
    publish(OTHER);
    const run = await sync(api, repositoryId);
    expect(await readRunFiles(api, run.id)).toMatchObject([
      { path: 'r/a.yml', outcome: 'CHANGED', diagnostics: [{ code: 'rule-test.failing' }] },
    ]);
    expect(await stateOf(id)).toMatchObject({ failingTests: 1 });
    publish(WIDER);
    await sync(api, repositoryId);
    expect(await stateOf(id)).toMatchObject({ failingTests: 0 });
  });

  it('back to an older text is tried too', async () => {
    const { id, sigmaId } = await newRule();
    await update(id, { text: ruleText(sigmaId, 'Shell', OTHER), allowFailingTests: true });
    await update(id, { text: ruleText(sigmaId, 'Shell', WIDER) });
    const revert = async (input: object) => {
      const { version } = await stateOf(id);
      const mutation =
        'mutation ($input: RevertRuleInput!) { revertRule(input: $input) { rule { version } } }';
      const answer = await api.run(mutation, { input: { id, version, toVersion: 2, ...input } });
      return dataOf<{ revertRule: { rule: object | null } }>(answer).revertRule.rule;
    };
    expect(await revert({})).toBeNull();
    expect(await revert({ allowFailingTests: true })).not.toBeNull();
  });
});

describe('a run of stored tests', () => {
  const RUN = `mutation ($selection: RuleSelectionInput!) { runRuleTests(selection: $selection) {
    ruleCount testCount failingCount failures { ruleId ruleTitle test { name isFailing } } } }`;

  it('keeps what came out where another version of the engine had kept something else', async () => {
    const { id } = await newRule();
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    await client.query('UPDATE rule_tests SET is_failing = true WHERE rule_id = $1', [id]);
    await client.query('UPDATE rules SET failing_tests = 2 WHERE id = $1', [id]);
    await client.end();
    expect(await stateOf(id)).toMatchObject({ failingTests: 2 });
    dataOf(await api.run(RUN, { selection: { ids: [id] } }));
    expect(await stateOf(id)).toMatchObject({ failingTests: 0, tests: [{ isFailing: false }, {}] });
  });

  it('passes over rules that are not there, and over one that goes while it runs', async () => {
    const [kept, going] = [await newRule(), await newRule()];
    const run = async (ids: readonly string[]) =>
      dataOf<{ runRuleTests: object }>(await api.run(RUN, { selection: { ids } })).runRuleTests;
    expect(await run([randomUUID(), kept.id])).toMatchObject({ ruleCount: 1, testCount: 2, failingCount: 0 });

    // What is kept is not what will come out, so that the run wants the rule's row, which is about to go.
    const [client, waiting] = [0, 1].map(() => new pg.Client({ connectionString: api.databaseUrl })) as [
      pg.Client,
      pg.Client,
    ];
    for (const each of [client, waiting]) {
      await each.connect();
      onTestFinished(() => each.end());
    }
    await client.query('UPDATE rule_tests SET is_failing = true WHERE rule_id = ANY($1)', [
      [kept.id, going.id],
    ]);
    await client.query('UPDATE rules SET failing_tests = 2 WHERE id = ANY($1)', [[kept.id, going.id]]);
    await client.query('BEGIN');
    await client.query('DELETE FROM rules WHERE id = $1', [going.id]);
    const running = run([kept.id, going.id]);
    await vi.waitFor(async () => {
      const { rowCount } = await waiting.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      expect(rowCount).toBe(1);
    }, 20_000);
    await client.query('COMMIT');
    expect(await running).toMatchObject({ failingCount: 0, failures: [] });
    expect(await stateOf(kept.id)).toMatchObject({ failingTests: 0 });
  });

  it('tries those of the rules that are selected', async () => {
    const [good, bad] = [await newRule(), await newRule()];
    await addTest(bad.id, 'wrong', CAT, 'MATCH');
    const run = async (selection: object) =>
      dataOf<{ runRuleTests: object }>(await api.run(RUN, { selection })).runRuleTests;
    expect(await run({ ids: [good.id] })).toEqual({
      ...{ ruleCount: 1, testCount: 2, failingCount: 0, failures: [] },
    });
    expect(await run({ filter: { repositoryIds: [good.repositoryId, bad.repositoryId] } })).toEqual({
      ...{ ruleCount: 2, testCount: 5, failingCount: 1 },
      failures: [{ ruleId: bad.id, ruleTitle: 'Shell', test: { name: 'wrong', isFailing: true } }],
    });
  });
});

it('a stored test that somebody else changed since is not overwritten: both see what it is now', async () => {
  const { id: ruleId } = await newRule();
  const { id } = await addTest(ruleId, 'edited', SHELL, 'MATCH');
  const change =
    'mutation ($input: UpdateRuleTestInput!) { updateRuleTest(input: $input) { test { version name } } }';
  const edit = (input: object) => api.run(change, { input: { id, ...input } });
  expect(dataOf(await edit({ version: 1, name: 'theirs' }))).toEqual({
    updateRuleTest: { test: { version: 2, name: 'theirs' } },
  });
  const late = await edit({ version: 1, name: 'ours' });
  expect(codeOf(late)).toBe('CONFLICT');
  expect(late.errors?.[0]?.extensions).toMatchObject({
    currentVersion: 2,
    current: { version: 2, name: 'theirs', event: SHELL, expectation: 'MATCH' },
  });
  // Without a version whichever is there is changed, as before there were versions.
  expect(dataOf(await edit({ name: 'ours' }))).toEqual({
    updateRuleTest: { test: { version: 3, name: 'ours' } },
  });
});
