import type { Logger } from '@sluice/runtime';
import kafkajs, { type Kafka, type LogEntry } from 'kafkajs';
import { registerCodecs } from './codecs.ts';
import { quietIdleConnections } from './idle-timer.ts';
import type { KafkaSettings } from './settings.ts';

registerCodecs();
quietIdleConnections();

/** A connection factory; opaque outside this library. */
export interface KafkaClient {
  readonly kafka: Kafka;
  readonly log: Logger;
}

/** Said of every idempotent producer with few retries. Ours is replaced after a failure, so nothing is invalidated. */
const KNOWN = 'Limiting retries for the idempotent producer may invalidate EoS guarantees';

/** kafkajs reports what it recovers from by itself as errors; in our log these are warnings. */
function logThrough(log: Logger) {
  return () =>
    ({ namespace, label, log: { message, ...fields } }: LogEntry): void => {
      const details = {
        kafka: namespace,
        error: fields['error'] as unknown,
        topic: fields['topic'] as unknown,
      };
      if (message !== KNOWN && (label === 'ERROR' || label === 'WARN')) log.warn(details, message);
      else log.debug(details, message);
    };
}

export function createKafkaClient(settings: KafkaSettings, log: Logger): KafkaClient {
  const { sasl, tls } = settings;
  const kafka = new kafkajs.Kafka({
    clientId: settings.clientId,
    brokers: [...settings.brokers],
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 3_000, retries: 8 },
    logLevel: kafkajs.logLevel.WARN,
    logCreator: logThrough(log),
    ...(tls === undefined ? {} : { ssl: { ...tls } }),
    ...(sasl === undefined ? {} : { sasl: { ...sasl } as kafkajs.SASLOptions }),
  });
  return { kafka, log };
}
