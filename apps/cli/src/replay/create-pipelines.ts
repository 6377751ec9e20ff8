import type { TopicAdmin } from '@sluice/kafka';
import { CreatePipelineDocument, type CreatePipelineInput } from '../api/generated/graphql.ts';
import type { GraphqlClient } from '../api/graphql-client.ts';

export const SOURCE_TOPIC = 'replay.events';

/** Events larger than the matcher reads get this far too, to come back as dead letters. */
const MAX_MESSAGE_BYTES = 15 * 1024 * 1024;

const destinationTopic = (index: number): string => `replay.detections-${index + 1}`;

export interface CreatedPipeline {
  readonly id: string;
  readonly destination: string;
}

export interface CreatedPipelines {
  readonly pipelines: readonly CreatedPipeline[];
  /** The revision that holds the last of them. */
  readonly revision: number;
  /** When its mutation returned, ms since 1970. */
  readonly returnedAtMs: number;
}

/** The events' topic and one destination for each pipeline, stamped by the broker at the append. */
export async function createTopics(admin: TopicAdmin, pipelines: number, partitions: number): Promise<void> {
  const config = {
    'message.timestamp.type': 'LogAppendTime',
    'max.message.bytes': String(MAX_MESSAGE_BYTES),
  };
  await admin.createTopic({ topic: SOURCE_TOPIC, partitions, config });
  for (let index = 0; index < pipelines; index++) {
    await admin.createTopic({ topic: destinationTopic(index), partitions, config });
  }
}

export async function createPipelines(
  api: GraphqlClient,
  repositoryId: string,
  count: number,
): Promise<CreatedPipelines> {
  const pipelines: CreatedPipeline[] = [];
  let revision = 0;
  for (let index = 0; index < count; index++) {
    const destination = destinationTopic(index);
    const input: CreatePipelineInput = {
      name: `Replay ${index + 1}`,
      sourceTopics: [SOURCE_TOPIC],
      destinationTopic: destination,
      repositoryIds: [repositoryId],
      startPosition: 'EARLIEST',
    };
    const { createPipeline } = await api.run(CreatePipelineDocument, { input });
    pipelines.push({ id: createPipeline.pipeline.id, destination });
    revision = createPipeline.revision;
  }
  return { pipelines, revision, returnedAtMs: Date.now() };
}
