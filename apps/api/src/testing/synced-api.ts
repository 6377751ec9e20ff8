import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { startGitHubStandIn, type GitHubStandIn } from './github-stand-in.ts';
import { ruleText } from './operations.ts';
import { startTestApi, type TestApi } from './start-test-api.ts';
import { createGitRepository, readRunFiles, type Run } from './sync-operations.ts';
import { tarGz } from './tar-gz.ts';

/** A rule of the database, with where its row lies: a row that is written lies elsewhere. */
export interface RuleRow {
  readonly path: string;
  readonly title: string;
  readonly row: string;
}

/** An API that syncs from a stand-in for GitHub. */
export interface SyncedApi {
  readonly api: TestApi;
  readonly github: GitHubStandIn;
  readonly database: pg.Client;
  /** What the API was started with. */
  readonly settings: { readonly GITHUB_API_URL: string; readonly SECRETS_KEY: string };
  /** A repository on the host with these files, and one here that is to be synced from it. */
  repositoryOf(
    files: ReadonlyMap<string, string>,
    git?: object,
  ): Promise<{ readonly id: string; readonly place: string; readonly commit: string }>;
  /** The rules by path. */
  rowsOf(repositoryId: string): Promise<readonly RuleRow[]>;
  /** Of each file of a run. */
  outcomesOf(run: Run): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export async function startSyncedApi(): Promise<SyncedApi> {
  const github = await startGitHubStandIn();
  const settings = { GITHUB_API_URL: github.url, SECRETS_KEY: randomBytes(32).toString('base64') };
  const api = await startTestApi(settings);
  const database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  return {
    ...{ api, github, database, settings },
    async repositoryOf(files, git = {}) {
      const place = `acme/${randomUUID()}`;
      const commit = github.publish(place, tarGz(files));
      const id = await createGitRepository(api, { url: `https://github.com/${place}`, ...git });
      return { id, place, commit };
    },
    async rowsOf(repositoryId) {
      const query = `SELECT path, title, ctid || ' ' || xmin AS row FROM rules WHERE repository_id = $1 ORDER BY path`;
      return (await database.query<RuleRow>(query, [repositoryId])).rows;
    },
    outcomesOf: async (run) =>
      (await readRunFiles(api, run.id)).map(({ path, outcome }) => `${outcome} ${path}`),
    async stop() {
      await database.end();
      await api.stop();
      github.stop();
    },
  };
}

/** Ten rules in one folder, by path. */
export function tenRules(): Map<string, string> {
  const entries = Array.from({ length: 10 }, (_, index): [string, string] => [
    `rules/${index}.yml`,
    ruleText(randomUUID(), `Rule ${index}`),
  ]);
  return new Map(entries);
}
