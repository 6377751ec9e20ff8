import { kafkaEnv, readEnv } from '@sluice/runtime';

/** How the command reaches Kafka: KAFKA_BROKERS and its security settings. Throws EnvError. */
export function readKafkaEnv() {
  return readEnv(kafkaEnv, process.env);
}
