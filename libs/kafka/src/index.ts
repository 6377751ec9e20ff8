export { createBatchConsumer } from './batch-consumer.ts';
export type {
  BatchConsumer,
  BatchConsumerOptions,
  LostRange,
  RecordBatch,
  TopicPartition,
} from './batch-consumer.ts';
export { createKafkaClient } from './client.ts';
export type { KafkaClient } from './client.ts';
export { startCompactedView } from './compacted-view.ts';
export type { CompactedView } from './compacted-view.ts';
export { describeKafkaError, protocolErrorType, RecordRefusedError } from './errors.ts';
export { startLogReader } from './log-reader.ts';
export type { LogReader, LogReaderOptions } from './log-reader.ts';
export { createProducer, splitBySize } from './producer.ts';
export type { Producer } from './producer.ts';
export type { ConsumedRecord, RecordHeaders, RecordToSend } from './record.ts';
export type { KafkaSettings } from './settings.ts';
export { createTopicAdmin } from './topic-admin.ts';
export type { PartitionOffsets, TopicAdmin } from './topic-admin.ts';
