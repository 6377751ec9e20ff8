export { kafkaSettings } from './kafka-settings.ts';
export type { KafkaEnv } from './kafka-settings.ts';
export { startHealthServer } from './health-server.ts';
export type { HealthServer, ReadinessFaults } from './health-server.ts';
export { createLogger } from './logger.ts';
export type { Logger } from './logger.ts';
export { EnvError, kafkaEnv, readEnv } from './read-env.ts';
export { trapShutdown } from './shutdown.ts';
export type { Shutdown } from './shutdown.ts';
