import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { askAtOnce } from './ask-at-once.ts';
import type { Ask } from './client.ts';
import { fillHistory } from './fill-history.ts';
import { makePipelines } from './make-pipelines.ts';
import type { Measured } from './print-table.ts';
import { QUERIES, type Asked } from './queries.ts';

export interface ApiOrder {
  readonly ask: Ask;
  /** Paths of `.tar.gz` archives: a usual one, and a large one. */
  readonly archives: { readonly usual: string; readonly large: string };
  readonly clients: number;
  /** Times that each query is asked. */
  readonly count: number;
  readonly pipelines: number;
  /** Of the history of metrics. */
  readonly metricRows: number;
  readonly databaseUrl: string;
  readonly log: (line: string) => void;
}

const UPLOAD_BUDGETS_MS = { usual: 15_000, large: 120_000 } as const;
const MEANWHILE_BUDGET_MS = 200;
const MEANWHILE_PAUSE_MS = 100;

/**
 * Uploads both archives while somebody looks at the list, adds pipelines and a history of metrics, then asks each query by
 * several clients at once.
 */
export async function measureApi(order: ApiOrder): Promise<Measured[]> {
  const { clients, count, ask, log } = order;
  const measured: Measured[] = [];
  for (const size of ['usual', 'large'] as const) {
    log(`uploading ${order.archives[size]}`);
    const repositoryId = await createRepository(ask, `bench ${size}`);
    measured.push(...(await measureUpload(order, size, repositoryId)));
    if (size === 'large') await addPipelines(order, repositoryId);
  }
  for (const asked of QUERIES) {
    log(asked.name);
    await askAtOnce(clients, clients, (index) => askOne(ask, asked, index));
    const timesMs = await askAtOnce(clients, count, (index) => askOne(ask, asked, index));
    measured.push({ name: asked.name, timesMs, budgetMs: asked.budgetMs });
  }
  return measured;
}

function askOne(ask: Ask, { query, variables }: Asked, index: number): Promise<unknown> {
  return ask(query, variables[index % variables.length]);
}

async function addPipelines(order: ApiOrder, repositoryId: string): Promise<void> {
  const { ask, pipelines, metricRows, databaseUrl, log } = order;
  log(`making ${pipelines} pipelines`);
  const pipelineIds = await makePipelines(ask, pipelines, repositoryId);
  log(`writing ${metricRows} rows of metrics`);
  if (metricRows > 0) log(`${await fillHistory({ databaseUrl, rows: metricRows, pipelineIds })} written`);
}

async function measureUpload(
  { ask, archives }: ApiOrder,
  size: 'usual' | 'large',
  repositoryId: string,
): Promise<Measured[]> {
  const contentBase64 = (await readFile(archives[size])).toString('base64');
  const meanwhile: number[] = [];
  const start = performance.now();
  let uploadMs: number | undefined;
  const uploading = ask(
    'mutation ($input: UploadRulesInput!) { uploadRules(input: $input) { added changed unchanged refused } }',
    { input: { repositoryId, archive: { name: 'rules.tar.gz', contentBase64 } } },
  ).finally(() => {
    uploadMs = performance.now() - start;
  });
  // Waited for below; until then nobody listens.
  uploading.catch(() => undefined);
  const [asked] = QUERIES;
  while (uploadMs === undefined && asked !== undefined) {
    const before = performance.now();
    await askOne(ask, asked, meanwhile.length);
    meanwhile.push(performance.now() - before);
    await sleep(MEANWHILE_PAUSE_MS);
  }
  const { uploadRules } = (await uploading) as { uploadRules: Readonly<Record<string, number>> };
  const rules = Object.values(uploadRules).reduce((sum, each) => sum + each, 0);
  return [
    { name: `upload of ${rules} rules`, timesMs: [uploadMs ?? NaN], budgetMs: UPLOAD_BUDGETS_MS[size] },
    { name: 'list with facets meanwhile', timesMs: meanwhile, budgetMs: MEANWHILE_BUDGET_MS },
  ];
}

async function createRepository(ask: Ask, name: string): Promise<string> {
  const data = await ask(
    'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { repository { id } } }',
    { input: { name } },
  );
  return (data as { createRepository: { repository: { id: string } } }).createRepository.repository.id;
}
