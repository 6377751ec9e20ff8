import { ActivityKind, ActivitySeverity } from './activity-event.entity.ts';
import type { NewEvent } from './record-events.ts';

/** How a pipeline stands. */
export interface StandingPipeline {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly reason?: string | undefined;
}

export interface PipelineWatch {
  /** Pipelines that stand otherwise than before, and did so already at the last look: what passes at once is not told. */
  look(pipelines: readonly StandingPipeline[], nowMs: number): readonly NewEvent[];
}

const MINUTE_MS = 60_000;

/** Tells pipelines that fail, lag, or run again. */
export function createPipelineWatch(): PipelineWatch {
  const told = new Map<string, string>();
  let last: ReadonlyMap<string, string> = new Map();
  return {
    look(pipelines, nowMs) {
      const events = pipelines.flatMap(({ id, name, status, reason }): NewEvent[] => {
        const before = told.get(id);
        if (last.get(id) !== status || before === status) return [];
        told.set(id, status);
        if (before === undefined) return [];
        return [
          {
            ...{ kind: ActivityKind.PIPELINE_STATUS, severity: severityOf(status) },
            ...{ objectId: id, objectName: name },
            message: `The pipeline "${name}" is ${status}, and was ${before}.${reason === undefined ? '' : ` ${reason}`}`,
            // Replicas see it within the same minute, mostly.
            key: `pipeline/${id}/${status}/${Math.floor(nowMs / MINUTE_MS)}`,
          },
        ];
      });
      last = new Map(pipelines.map(({ id, status }) => [id, status]));
      for (const id of told.keys()) if (!last.has(id)) told.delete(id);
      return events;
    },
  };
}

function severityOf(status: string): ActivitySeverity {
  if (status === 'FAILED') return ActivitySeverity.ERROR;
  return status === 'LAGGING' || status === 'WAITING' ? ActivitySeverity.WARNING : ActivitySeverity.INFO;
}
