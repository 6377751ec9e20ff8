import type { Logger } from '@sluice/runtime';
import type { DataSource } from 'typeorm';
import type { Outbound } from '../../outbound/outbound.ts';
import { pause } from '../../outbound/pause.ts';
import type { JobImplementation } from '../../queues/job.ts';
import type { JobQueue } from '../../queues/job-queue.ts';
import type { RepositoryService } from '../repositories/index.ts';
import type { RuleImportService } from '../rules/index.ts';
import type { SocPrimeClient, SocPrimeService } from '../soc-prime/index.ts';
import { createFetchByGit } from './fetch-by-git.ts';
import { createFetchRules } from './fetch-rules.ts';
import { createFetchSocPrime } from './fetch-soc-prime.ts';
import { createConnectGit } from './git-client.ts';
import { createGitHubClient } from './github-client.ts';
import { createReceivePush, createTakesPushes, type ReceivePush, type TakesPushes } from './receive-push.ts';
import { createRunSync } from './run-sync.ts';
import { implementSyncJobs, SYNC_DUE_INTERVAL_MS, syncDue, syncRepository } from './sync.jobs.ts';
import type { SyncRunService } from './sync-run.service.ts';
import { createSyncService, type SyncService } from './sync.service.ts';

const TIMEOUT_MS = 10 * 60 * 1000;

export interface SyncParts {
  readonly database: DataSource;
  readonly databaseUrl: string;
  readonly repositories: RepositoryService;
  readonly importer: RuleImportService;
  readonly syncRuns: SyncRunService;
  readonly socPrime: SocPrimeService;
  readonly socPrimeClient: SocPrimeClient;
  readonly outbound: Outbound;
  readonly githubApiUrl: string;
  readonly githubHosts: readonly string[];
  /** PEM, in place of the system's certificates, for git; undefined: those. */
  readonly gitCaFile: string | undefined;
  /** Where git is found. */
  readonly path: string;
  readonly log: Logger;
}

export interface Sync {
  readonly service: SyncService;
  readonly receivePush: ReceivePush;
  readonly takesPushes: TakesPushes;
  /** For the queue. */
  readonly jobs: readonly JobImplementation[];
  /** Runs can be started from now on; those whose time has come are. */
  begin(queue: JobQueue): Promise<void>;
  /** Ends the runs of this process. */
  stop(): void;
}

/** Builds what syncs repositories. */
export function composeSync({ githubApiUrl, outbound, gitCaFile, path, ...parts }: SyncParts): Sync {
  const now = (): Date => new Date();
  const stopping = new AbortController();
  const { promise: queued, resolve: begin } = Promise.withResolvers<JobQueue>();
  const github = createGitHubClient({ outbound, apiUrl: githubApiUrl, now, wait: pause });
  const runSync = createRunSync({
    ...parts,
    fetchRules: createFetchRules({
      github,
      githubHosts: parts.githubHosts,
      byGit: createFetchByGit(createConnectGit({ outbound, caFile: gitCaFile, path })),
      socPrime: createFetchSocPrime({
        client: parts.socPrimeClient,
        apiKey: () => parts.socPrime.apiKey(),
        rulePaths: (id) => parts.importer.paths(id),
      }),
    }),
    now,
    timeoutMs: TIMEOUT_MS,
  });
  const service = createSyncService({
    ...parts,
    now,
    runs: parts.syncRuns,
    enqueue: async ({ id, attempt }) => (await queued).add(syncRepository, `${id}-${attempt}`, { runId: id }),
  });
  return {
    service,
    receivePush: createReceivePush(parts.repositories, service),
    takesPushes: createTakesPushes(parts.repositories),
    jobs: implementSyncJobs((runId) => runSync(runId, stopping.signal), service),
    async begin(queue) {
      begin(queue);
      await service.recover();
      await queue.every(syncDue, SYNC_DUE_INTERVAL_MS, {});
    },
    stop() {
      stopping.abort();
    },
  };
}
