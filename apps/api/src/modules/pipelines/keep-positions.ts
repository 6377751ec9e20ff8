import type { DataSource } from 'typeorm';
import { systemActor } from '../audit/index.ts';
import { changeConfiguration } from '../outbox/index.ts';
import type { TopicService } from '../topics/index.ts';
import { pipelineRecord } from './pipeline-record.ts';
import { listPipelines, lockPipelines } from './pipeline-rows.ts';
import { Pipeline, type StartOffsets } from './pipeline.entity.ts';

/** `offsets` with what is committed in place of it; undefined where nothing differs. */
export function withCommitted(offsets: StartOffsets, committed: StartOffsets): StartOffsets | undefined {
  let isChanged = false;
  const merged: StartOffsets = { ...offsets };
  for (const [topic, partitions] of Object.entries(committed)) {
    for (const [partition, offset] of Object.entries(partitions)) {
      if (merged[topic]?.[partition] === offset) continue;
      merged[topic] = { ...merged[topic], [partition]: offset };
      isChanged = true;
    }
  }
  return isChanged ? merged : undefined;
}

/**
 * Writes how far the disabled pipelines have read into their start offsets: Kafka forgets a group that nobody is in
 * after 7 days (`offsets.retention.minutes`). Returns how many pipelines were changed.
 */
export async function keepPositions(
  database: DataSource,
  topics: TopicService,
  groupId: (pipelineId: string) => string,
): Promise<number> {
  const disabled = (await listPipelines(database.manager)).filter(({ enabled }) => !enabled);
  let changed = 0;
  for (const { id, sourceTopics, version } of disabled) {
    const committed = await topics.committed(groupId(id), sourceTopics);
    const { value } = await changeConfiguration(
      database,
      systemActor('housekeeping'),
      async ({ manager, publish }) => {
        await lockPipelines(manager);
        const now = (await listPipelines(manager)).find((pipeline) => pipeline.id === id);
        // Somebody changed it meanwhile: the next run looks again.
        if (now?.version !== version) return false;
        const startOffsets = withCommitted(now.startOffsets, committed);
        if (startOffsets === undefined) return false;
        await manager.update(Pipeline, { id }, { startOffsets });
        publish([pipelineRecord({ ...now, startOffsets })]);
        return true;
      },
    );
    if (value) changed += 1;
  }
  return changed;
}
