import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, CREATE_RULE, createRepository, dataOf, ruleText, UPLOAD } from './testing/operations.ts';
import { EMAIL, startTestApi, type TestApi } from './testing/start-test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Version {
  readonly version: number;
  readonly text: string;
  readonly author: string;
  readonly isCurrent: boolean;
  readonly diff: string | null;
}

const UPDATE =
  'mutation ($input: UpdateRuleInput!) { updateRule(input: $input) { rule { version text } diagnostics { code } } }';
const REVERT = `mutation ($input: RevertRuleInput!) { revertRule(input: $input) {
  rule { version text stage title } revision diagnostics { code } } }`;

async function versionsOf(ruleId: string): Promise<readonly Version[]> {
  const query =
    'query ($ruleId: ID!) { ruleVersions(ruleId: $ruleId) { version text author at isCurrent diff } }';
  return dataOf<{ ruleVersions: readonly Version[] }>(await api.run(query, { ruleId })).ruleVersions;
}

async function createRule(sigmaId: string): Promise<string> {
  const input = { repositoryId: await createRepository(api), text: ruleText(sigmaId, 'One') };
  const { createRule: created } = dataOf<{ createRule: { rule: { id: string } } }>(
    await api.run(CREATE_RULE, { input }),
  );
  return created.rule.id;
}

describe('the versions of a rule', () => {
  it('are its texts, each with who wrote it; what changes no text makes none', async () => {
    const sigmaId = randomUUID();
    const id = await createRule(sigmaId);
    dataOf(await api.run(UPDATE, { input: { id, version: 1, stage: 'SHADOW' } }));
    dataOf(await api.run(UPDATE, { input: { id, version: 2, text: ruleText(sigmaId, 'Two') } }));
    expect(await versionsOf(id)).toMatchObject([
      { version: 3, text: ruleText(sigmaId, 'Two'), author: EMAIL, isCurrent: true },
      { version: 2, text: ruleText(sigmaId, 'One'), author: EMAIL, isCurrent: false },
    ]);
  });

  it('are gone back to, as an edit of its own', async () => {
    const sigmaId = randomUUID();
    const id = await createRule(sigmaId);
    dataOf(
      await api.run(UPDATE, { input: { id, version: 1, text: ruleText(sigmaId, 'Two'), stage: 'SHADOW' } }),
    );
    const reverted = dataOf<{ revertRule: object }>(
      await api.run(REVERT, { input: { id, version: 2, toVersion: 1 } }),
    );
    expect(reverted.revertRule).toMatchObject({
      rule: { version: 3, title: 'One', stage: 'SHADOW' },
      diagnostics: [],
    });
    expect((await versionsOf(id)).map(({ version, text }) => [version, text])).toEqual([
      [3, ruleText(sigmaId, 'One')],
      [2, ruleText(sigmaId, 'Two')],
      [1, ruleText(sigmaId, 'One')],
    ]);
    expect((await versionsOf(id)).map(({ diff }) => diff)).toEqual([
      expect.stringMatching(/^-title: Two\n\+title: One$/m) as string,
      expect.stringMatching(/^-title: One\n\+title: Two$/m) as string,
      null,
    ]);
    expect(codeOf(await api.run(REVERT, { input: { id, version: 2, toVersion: 1 } }))).toBe('CONFLICT');
    expect(codeOf(await api.run(REVERT, { input: { id, version: 3, toVersion: 9 } }))).toBe('NOT_FOUND');
    expect(codeOf(await api.run(REVERT, { input: { id: 'seven', version: 3, toVersion: 1 } }))).toBe(
      'NOT_FOUND',
    );
  });

  it('hold what uploads replaced', async () => {
    const [sigmaId, other] = [randomUUID(), randomUUID()];
    const repositoryId = await createRepository(api);
    const upload = async (title: string): Promise<string | undefined> => {
      const files = [
        { path: 'a.yml', text: ruleText(sigmaId, title) },
        { path: 'b.yml', text: ruleText(other, 'Same') },
      ];
      const { uploadRules } = dataOf<{ uploadRules: { files: { path: string; ruleId: string }[] } }>(
        await api.run(UPLOAD, { input: { repositoryId, files } }),
      );
      return uploadRules.files.find(({ path }) => path === 'a.yml')?.ruleId;
    };
    await upload('One');
    await upload('One');
    const id = (await upload('Two')) ?? '';
    expect(await versionsOf(id)).toMatchObject([
      { version: 2, author: EMAIL },
      { version: 1, text: ruleText(sigmaId, 'One'), author: EMAIL },
    ]);
  });

  it('are kept to a number, the newest ones', async () => {
    const sigmaId = randomUUID();
    const id = await createRule(sigmaId);
    for (let version = 1; version <= 55; version += 1)
      dataOf(await api.run(UPDATE, { input: { id, version, text: ruleText(sigmaId, `Text ${version}`) } }));
    const versions = (await versionsOf(id)).map(({ version }) => version);
    expect([versions.length, versions[0], versions.at(-1)]).toEqual([51, 56, 6]);
  });

  it('of a rule that many change at once come one after the other', async () => {
    const sigmaId = randomUUID();
    const id = await createRule(sigmaId);
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((title) =>
        api.run(UPDATE, { input: { id, version: 1, text: ruleText(sigmaId, title) } }),
      ),
    );
    expect(answers.map(codeOf).toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', undefined]);
    expect(await versionsOf(id)).toHaveLength(2);
  });
});
