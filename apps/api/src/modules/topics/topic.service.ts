import { isLegalTopicName, isReservedTopic } from '@sluice/contracts';
import { describeKafkaError, type PartitionOffsets, type TopicAdmin } from '@sluice/kafka';
import type { DataSource } from 'typeorm';
import { AppError } from '../../app-error.ts';
import { AuditAction, AuditObject, writeAudit, type Actor } from '../audit/index.ts';
import { createTopicLooks } from './topic-looks.ts';

export interface TopicFacts {
  readonly name: string;
  readonly internal: boolean;
  readonly partitions: readonly PartitionOffsets[];
  /** What anybody writes a second; undefined where nobody looked at the topics within the last minute. */
  readonly eventsPerSecond: number | undefined;
}

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  /** undefined: as the broker does by default. */
  readonly retentionHours: number | undefined;
}

/** Where reading begins: at the oldest event that Kafka has, behind the newest, or at the first of a time or later. */
export type StartOfReading = 'EARLIEST' | 'LATEST' | Date;

export interface TopicService {
  list(includeInternal: boolean): Promise<TopicFacts[]>;
  /** Bytes on the brokers' disks by topic, each replica counted; none where the brokers don't tell. At most ten seconds old. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  /** Throws BAD_USER_INPUT (name, size), CONFLICT (exists). */
  create(actor: Actor, topic: NewTopic): Promise<TopicFacts>;
  /** Throws BAD_USER_INPUT that names the topics that do not exist. */
  requireTopics(names: readonly string[]): Promise<void>;
  /** First offsets that count for a pipeline that begins now: by partition, decimal strings. */
  startOffsets(topic: string, start: StartOfReading): Promise<Record<string, string>>;
  /** What a group has committed: topic → partition → decimal string; what it has not is left out. */
  committed(groupId: string, topics: readonly string[]): Promise<Record<string, Record<string, string>>>;
}

const MAX_PARTITIONS = 1_000;
const MAX_RETENTION_HOURS = 24 * 3650;

/** Kafka's failures become an error that says so, for every call. */
async function ask<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const message = `Kafka could not be asked: ${describeKafkaError(error)}. Check that the brokers run.`;
    throw new AppError('KAFKA_UNAVAILABLE', message, {}, { cause: error });
  }
}

export function createTopicService(
  database: DataSource,
  admin: TopicAdmin,
  prefix: string,
  now: () => Date,
): TopicService {
  const look = createTopicLooks(admin, () => now().getTime());

  async function facts(name: string): Promise<TopicFacts | undefined> {
    const partitions = await admin.offsets(name);
    if (partitions === undefined) return undefined;
    return { name, internal: isReservedTopic(name, prefix), partitions, eventsPerSecond: undefined };
  }

  function checkNewTopic({ name, partitions, retentionHours }: NewTopic): void {
    if (!isLegalTopicName(name)) {
      throw new AppError(
        'BAD_USER_INPUT',
        `"${name}" is no topic name: use letters, digits, ".", "_" and "-", at most 249.`,
      );
    }
    if (isReservedTopic(name, prefix)) {
      throw new AppError(
        'BAD_USER_INPUT',
        `Names that begin with "${prefix}." or "__" are reserved. Choose another.`,
      );
    }
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      throw new AppError('BAD_USER_INPUT', `A topic has 1 to ${MAX_PARTITIONS} partitions.`);
    }
    if (retentionHours !== undefined && (retentionHours < 1 || retentionHours > MAX_RETENTION_HOURS)) {
      throw new AppError('BAD_USER_INPUT', `A topic keeps its messages 1 to ${MAX_RETENTION_HOURS} hours.`);
    }
  }

  return {
    list: (includeInternal) =>
      ask(async () => {
        const { topics, rates } = await look();
        const all = [...topics].map(([name, partitions]) => ({
          ...{ name, partitions, internal: isReservedTopic(name, prefix) },
          eventsPerSecond: rates.get(name),
        }));
        return all
          .filter(({ internal }) => includeInternal || !internal)
          .sort((left, right) => (left.name < right.name ? -1 : 1));
      }),
    sizes: () => ask(async () => (await admin.logSizes()) ?? new Map<string, number>()),
    async create(actor, topic) {
      checkNewTopic(topic);
      const { name, partitions, retentionHours } = topic;
      const config: Record<string, string> =
        retentionHours === undefined ? {} : { 'retention.ms': String(retentionHours * 3_600_000) };
      await database.transaction(async (manager) => {
        const object = { objectType: AuditObject.TOPIC, objectId: name, objectName: name };
        const after = { partitions, retentionHours };
        await writeAudit(manager, actor, [{ ...object, action: AuditAction.CREATE, after }]);
        // Last, since Kafka takes nothing back: what it refuses leaves no entry.
        const isCreated = await ask(() => admin.createTopic({ topic: name, partitions, config }));
        if (!isCreated) throw new AppError('CONFLICT', `A topic named "${name}" exists already.`);
      });
      const created = await ask(() => facts(name));
      if (created === undefined)
        throw new AppError('KAFKA_UNAVAILABLE', `Kafka does not show "${name}" yet. Look again in a moment.`);
      return created;
    },
    requireTopics: (names) =>
      ask(async () => {
        const existing = new Set(await admin.listTopics());
        const missing = names.filter((name) => !existing.has(name));
        if (missing.length === 0) return;
        const list = missing.map((name) => `"${name}"`).join(', ');
        throw new AppError('BAD_USER_INPUT', `Kafka has no topic ${list}. Create it first.`, { missing });
      }),
    startOffsets: (topic, start) =>
      ask(async () => {
        const partitions = (await admin.offsets(topic)) ?? [];
        const byTime = start instanceof Date ? await admin.offsetsAt(topic, start.getTime()) : undefined;
        const first = ({ partition, low, high }: PartitionOffsets): bigint =>
          start === 'EARLIEST' ? low : (byTime?.get(partition) ?? high);
        return Object.fromEntries(
          partitions.map((offsets) => [String(offsets.partition), String(first(offsets))]),
        );
      }),
    committed: (groupId, names) =>
      ask(async () => {
        const found = await admin.committed(groupId, names);
        return Object.fromEntries(
          [...found].map(([topic, partitions]) => [
            topic,
            Object.fromEntries(
              [...partitions].map(([partition, offset]) => [String(partition), String(offset)]),
            ),
          ]),
        );
      }),
  };
}
