import { isReservedTopic } from '@sluice/contracts';
import { AppError } from '../../app-error.ts';
import type { StartOfReading } from '../topics/index.ts';
import { StartPosition, type Pipeline } from './pipeline.entity.ts';

export interface PipelineShape {
  readonly id?: string;
  readonly name: string;
  readonly sourceTopics: readonly string[];
  readonly destinationTopic: string;
}

const MAX_NAME_CHARS = 100;
const MAX_SOURCE_TOPICS = 100;

function refuse(message: string): never {
  throw new AppError('BAD_USER_INPUT', message);
}

/** Checks what can be checked without looking at other pipelines or at Kafka. Throws BAD_USER_INPUT. */
export function checkPipelineShape(pipeline: PipelineShape, prefix: string): void {
  const { name, sourceTopics, destinationTopic } = pipeline;
  if (name.trim() === '' || name.length > MAX_NAME_CHARS) {
    refuse(`A pipeline's name has 1 to ${MAX_NAME_CHARS} characters.`);
  }
  if (sourceTopics.length === 0 || sourceTopics.length > MAX_SOURCE_TOPICS) {
    refuse(`A pipeline reads 1 to ${MAX_SOURCE_TOPICS} topics.`);
  }
  if (new Set(sourceTopics).size !== sourceTopics.length) refuse('A source topic is named twice.');
  const reserved = [...sourceTopics, destinationTopic].find((topic) => isReservedTopic(topic, prefix));
  if (reserved !== undefined)
    refuse(`The topic "${reserved}" is reserved for Sluice or Kafka. Choose another.`);
}

/** A time goes with TIMESTAMP, and with nothing else. Throws BAD_USER_INPUT. */
export function checkStart({ startPosition, startAt }: Pick<Pipeline, 'startPosition' | 'startAt'>): void {
  const isByTime = startPosition === StartPosition.TIMESTAMP;
  if (isByTime && startAt === null) refuse('TIMESTAMP needs `startAt`: the time from which events count.');
  if (!isByTime && startAt !== null)
    refuse(`\`startAt\` goes with TIMESTAMP alone, and the start is ${startPosition}.`);
  if (startAt !== null && startAt.getTime() > Date.now())
    refuse(`${startAt.toISOString()} is yet to come. Start at LATEST for new events only.`);
}

/** As the topics are asked. */
export function startOf({
  startPosition,
  startAt,
}: Pick<Pipeline, 'startPosition' | 'startAt'>): StartOfReading {
  if (startPosition !== StartPosition.TIMESTAMP) return startPosition;
  return startAt ?? StartPosition.EARLIEST;
}

/**
 * Refuses a pipeline that would feed itself, directly or through others: an event would go round for ever. `others`
 * are all pipelines but this one, disabled ones too.
 */
export function checkNoLoop(pipeline: PipelineShape, others: readonly PipelineShape[]): void {
  const sources = new Set(pipeline.sourceTopics);
  const reached = new Map<string, readonly string[]>([[pipeline.destinationTopic, [pipeline.name]]]);
  for (const [topic, path] of reached) {
    if (sources.has(topic)) {
      const way = path.map((name) => `"${name}"`).join(' → ');
      refuse(
        `The pipeline would read what it writes: topic "${topic}", through ${way}. Choose another destination.`,
      );
    }
    for (const other of others) {
      if (!other.sourceTopics.includes(topic) || reached.has(other.destinationTopic)) continue;
      reached.set(other.destinationTopic, [...path, other.name]);
    }
  }
}
