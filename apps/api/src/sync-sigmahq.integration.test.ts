import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRuleFiles } from '@sluice/archive';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { repositoryPresets } from './modules/repositories/presets.ts';
import { selectFiles } from './modules/sync/select-files.ts';
import { startGitHubStandIn } from './testing/github-stand-in.ts';
import { dataOf } from './testing/operations.ts';
import { startTestApi } from './testing/start-test-api.ts';
import { createGitRepository, readRunFiles, sync } from './testing/sync-operations.ts';
import { tarGz } from './testing/tar-gz.ts';

/** The project's shared data stands beside the repository; without it there is nothing to test. */
const ARCHIVE = join(import.meta.dirname, '../../../../shared/data/sigmahq/SigmaHQ-sigma-8eaafff.tar.gz');

async function unpack(archive: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const options = { isWanted: () => true };
  for await (const file of readRuleFiles({ fileName: 'sigma.tar.gz', bytes: archive }, options))
    if (file.ok) files.set(file.path, file.text);
  return files;
}

interface Row {
  readonly id: string;
  readonly path: string;
  readonly row: string;
}

it.runIf(existsSync(ARCHIVE))(
  'SigmaHQ: the second time no row is written; then five are changed, three removed, and two that broke stay',
  async () => {
    const github = await startGitHubStandIn();
    const api = await startTestApi({ GITHUB_API_URL: github.url });
    const database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
    onTestFinished(async () => {
      await database.end();
      await api.stop();
      github.stop();
    });
    const { repositoryPresets } = dataOf<{
      repositoryPresets: { id: string; url: string; ref: string; folders: string[] }[];
    }>(await api.run('{ repositoryPresets { id url ref folders } }'));
    const { url, ref, folders } = repositoryPresets.find(({ id }) => id === 'sigmahq')!;

    const archive = readFileSync(ARCHIVE);
    github.publish('SigmaHQ/sigma', archive, ref);
    const id = await createGitRepository(api, { url, ref, folders });
    const start = performance.now();
    const first = await sync(api, id);
    const firstMs = Math.round(performance.now() - start);
    expect(first).toMatchObject({ state: 'SUCCEEDED', changed: 0, removed: 0, unchanged: 0 });
    expect(first.added).toBeGreaterThan(3_700);
    expect(firstMs).toBeLessThan(60_000);

    // Where each row lies, and which transaction wrote it: nothing that was written has kept both.
    const TABLES = [
      ...['rules', 'rule_versions', 'sync_changes', 'repositories'],
      ...['revision', 'outbox_revisions', 'outbox_records'],
    ];
    const all = TABLES.map((table) => `SELECT '${table}' || ' ' || ctid || ' ' || xmin AS row FROM ${table}`);
    const untilPublished = `SELECT count(*)::int AS count FROM outbox_revisions WHERE published_at IS NULL`;
    await expect
      .poll(async () => (await database.query<{ count: number }>(untilPublished)).rows[0]?.count, {
        timeout: 30_000,
      })
      .toBe(0);
    const everyRow = async () =>
      (await database.query<{ row: string }>(`${all.join(' UNION ALL ')} ORDER BY 1`)).rows;
    const before = await everyRow();
    const second = await sync(api, id);
    expect(second).toMatchObject({
      state: 'SUCCEEDED',
      isNotModified: true,
      added: 0,
      changed: 0,
      removed: 0,
    });
    expect(await everyRow()).toEqual(before);
    const third = await sync(api, id, true);
    expect(third).toMatchObject({ ...counts(0, 0, 0), unchanged: first.added, refused: first.refused });
    expect(await everyRow()).toEqual(before);

    const rules = async () =>
      (
        await database.query<Row>(
          `SELECT id, path, ctid || ' ' || xmin AS row FROM rules WHERE repository_id = $1 ORDER BY path`,
          [id],
        )
      ).rows;
    const rulesBefore = await rules();
    const files = await unpack(archive);
    const paths = rulesBefore.map(({ path }) => path).filter((path) => path.startsWith('rules/windows/'));
    const [changed, removed, broken] = [paths.slice(0, 5), paths.slice(100, 103), paths.slice(200, 202)];
    for (const path of changed)
      files.set(path, (files.get(path) ?? '').replace(/^title: /m, 'title: Changed '));
    for (const path of removed) files.delete(path);
    for (const path of broken) files.set(path, `${files.get(path) ?? ''}\ncondition: [`);
    github.publish('SigmaHQ/sigma', tarGz(files, 'SigmaHQ-sigma-1a2b3c'), ref);
    const fourth = await sync(api, id);
    expect(fourth).toMatchObject({
      ...counts(0, 5, 3),
      unchanged: first.added - 10,
      refused: first.refused + 2,
    });

    const after = new Map((await rules()).map((rule) => [rule.path, rule]));
    const touched = rulesBefore
      .filter(({ path, row }) => after.get(path)?.row !== row)
      .map(({ path }) => path);
    expect(touched.toSorted()).toEqual([...changed, ...removed].toSorted());
    expect(broken.every((path) => after.has(path))).toBe(true);
    const report = await readRunFiles(api, fourth.id);
    const told = (outcome: string) =>
      report.filter((file) => file.outcome === outcome).map(({ path }) => path);
    expect(told('CHANGED').toSorted()).toEqual(changed);
    expect(told('REMOVED').toSorted()).toEqual(removed);
    expect(told('REFUSED')).toEqual(expect.arrayContaining(broken));
    console.info(
      `SigmaHQ: ${first.added} rules in ${firstMs} ms; then ${JSON.stringify([second, third, fourth])}`,
    );
  },
);

it.runIf(existsSync(ARCHIVE))(
  'the presets of SigmaHQ name folders that there are, and all that have rules',
  async () => {
    const paths = [...(await unpack(readFileSync(ARCHIVE))).keys()];
    const chosenBy = (preset: string): readonly string[] => {
      const selection = selectFiles(repositoryPresets.find(({ id }) => id === preset)?.folders ?? []);
      const chosen = paths.filter((path) => selection.isWanted(path));
      expect(selection.unused()).toEqual([]);
      return chosen;
    };
    const all = paths.filter((path) => /^rules/.test(path));
    expect(chosenBy('sigmahq-all')).toEqual(all);
    expect(all.length).toBeGreaterThan(chosenBy('sigmahq').length);
  },
);

function counts(added: number, changed: number, removed: number) {
  return { state: 'SUCCEEDED', isNotModified: false, added, changed, removed };
}
