import {
  CONFIG_SCHEMA_VERSION,
  WORKER_SCHEMA_VERSION,
  type LostPosition,
  type WorkerMessage,
} from '@sluice/contracts';
import type { Snapshot } from './config-store.ts';
import type { SupervisedPipeline } from './supervisor.ts';

/** What does not change while the worker lives. */
export type WorkerIdentity = Pick<
  WorkerMessage,
  'workerId' | 'instance' | 'host' | 'version' | 'pid' | 'startedAt'
>;

export interface WorkerFacts {
  readonly identity: WorkerIdentity;
  readonly appliedRevision: number;
  readonly snapshot: Snapshot | undefined;
  readonly pipelines: readonly SupervisedPipeline[];
  readonly lostPositions: readonly LostPosition[];
  readonly memoryBytes: number;
  readonly at: string;
}

const MAX_REFUSED = 100;

/** The heartbeat's content. */
export function workerStatus(facts: WorkerFacts): WorkerMessage {
  const used = new Set(facts.pipelines.flatMap(({ pipeline }) => pipeline.message.repositoryIds));
  const rules = [...(facts.snapshot?.rules.values() ?? [])].filter(({ repositoryId }) =>
    used.has(repositoryId),
  );
  const refused = rules.filter((rule) => rule.kind === 'refused');
  return {
    schemaVersion: WORKER_SCHEMA_VERSION,
    ...facts.identity,
    at: facts.at,
    configSchemaVersion: CONFIG_SCHEMA_VERSION,
    appliedRevision: facts.appliedRevision,
    memoryBytes: facts.memoryBytes,
    rulesLoaded: rules.length - refused.length,
    rulesRefused: refused
      .slice(0, MAX_REFUSED)
      .map(({ id, code, message }) => ({ ruleId: id, code, message })),
    rulesRefusedCount: refused.length,
    pipelines: facts.pipelines.map(({ pipeline, state, reason, partitions }) => ({
      pipelineId: pipeline.message.id,
      state,
      ...(reason === undefined ? {} : { reason }),
      partitions: partitions.map(({ topic, partition }) => ({ topic, partition })),
      rulesLoaded: pipeline.rules.ruleSet.rules.length,
      rulesRefusedCount: pipeline.rules.refused,
      faults: [...pipeline.faults],
    })),
    lostPositions: [...facts.lostPositions],
  };
}
