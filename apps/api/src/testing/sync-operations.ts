import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { dataOf } from './operations.ts';
import type { Answer, TestApi } from './start-test-api.ts';

export interface Run {
  readonly id: string;
  readonly state: string;
  readonly trigger: string;
  readonly attempt: number;
  readonly startedBy: string;
  readonly commitId: string | null;
  readonly isNotModified: boolean;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly kept: number;
  readonly error: string | null;
  readonly retryAt: string | null;
}

const FIELDS = `id state trigger attempt startedBy commitId isNotModified filesRead filesTotal
  added changed removed unchanged refused kept error retryAt`;

export const CREATE_GIT = `mutation ($input: CreateGitRepositoryInput!) { createGitRepository(input: $input) {
  repository { id version git { url ref folders intervalMinutes cron maxRemovedPercent hasAccessToken mode } } revision } }`;

/** Returns its id. */
export async function createGitRepository(
  api: TestApi,
  git: object,
  name: string = randomUUID(),
): Promise<string> {
  const answer = await api.run(CREATE_GIT, { input: { name, git } });
  return dataOf<{ createGitRepository: { repository: { id: string } } }>(answer).createGitRepository
    .repository.id;
}

export function startSync(api: TestApi, id: string, full = false): Promise<Answer> {
  return api.run(
    `mutation ($id: ID!, $full: Boolean!) { syncRepository(id: $id, full: $full) { run { ${FIELDS} } } }`,
    {
      id,
      full,
    },
  );
}

export async function readRun(api: TestApi, id: string): Promise<Run> {
  return dataOf<{ syncRun: Run }>(
    await api.run(`query ($id: ID!) { syncRun(id: $id) { ${FIELDS} } }`, { id }),
  ).syncRun;
}

export async function readRuns(api: TestApi, repositoryId: string): Promise<readonly Run[]> {
  const query = `query ($repositoryId: ID!) { syncRuns(repositoryId: $repositoryId) { ${FIELDS} } }`;
  return dataOf<{ syncRuns: readonly Run[] }>(await api.run(query, { repositoryId })).syncRuns;
}

/** The run, when it is in one of the states. */
export async function untilRun(api: TestApi, id: string, ...states: readonly string[]): Promise<Run> {
  for (;;) {
    const run = await readRun(api, id);
    if (states.includes(run.state)) return run;
    if (!['QUEUED', 'RUNNING'].includes(run.state)) throw new Error(`the run is ${JSON.stringify(run)}`);
    await delay(50);
  }
}

const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'NEEDS_CONFIRMATION'];

/** Starts a run and waits for its end. */
export async function sync(api: TestApi, id: string, full = false): Promise<Run> {
  const { syncRepository } = dataOf<{ syncRepository: { run: Run } }>(await startSync(api, id, full));
  return untilRun(api, syncRepository.run.id, ...ENDED);
}

export interface ReportedFile {
  readonly path: string;
  readonly outcome: string;
  readonly diagnostics: readonly { readonly code: string }[];
}

export async function readRunFiles(api: TestApi, runId: string): Promise<readonly ReportedFile[]> {
  const query =
    'query ($runId: ID!) { syncRunFiles(runId: $runId) { path outcome diagnostics { code message } } }';
  return dataOf<{ syncRunFiles: readonly ReportedFile[] }>(await api.run(query, { runId })).syncRunFiles;
}
