export { EmbeddedError } from './embedded-error.ts';
export { startKafka } from './kafka.ts';
export type { EmbeddedKafka, KafkaOptions } from './kafka.ts';
export type { Log } from './log.ts';
export { startPostgres } from './postgres.ts';
export type { EmbeddedPostgres, PostgresOptions } from './postgres.ts';
export { startRedis } from './redis.ts';
export type { EmbeddedRedis } from './redis.ts';
