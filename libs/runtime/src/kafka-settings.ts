import { readFileSync } from 'node:fs';

/** The part of the environment that {@link kafkaEnv} describes, parsed. */
export interface KafkaEnv {
  readonly KAFKA_BROKERS: readonly string[];
  readonly KAFKA_SSL: boolean;
  readonly KAFKA_SSL_CA_FILE?: string | undefined;
  readonly KAFKA_SSL_CERT_FILE?: string | undefined;
  readonly KAFKA_SSL_KEY_FILE?: string | undefined;
  readonly KAFKA_SASL_MECHANISM?: 'plain' | 'scram-sha-256' | 'scram-sha-512' | undefined;
  readonly KAFKA_USERNAME?: string | undefined;
  readonly KAFKA_PASSWORD?: string | undefined;
}

function fileAs<K extends string>(key: K, path: string | undefined): Partial<Record<K, string>> {
  return path === undefined ? {} : ({ [key]: readFileSync(path, 'utf8') } as Record<K, string>);
}

/** Connection settings from the environment; reads the certificate files it names. */
export function kafkaSettings(env: KafkaEnv, clientId: string) {
  const tls = {
    ...fileAs('ca', env.KAFKA_SSL_CA_FILE),
    ...fileAs('cert', env.KAFKA_SSL_CERT_FILE),
    ...fileAs('key', env.KAFKA_SSL_KEY_FILE),
  };
  const mechanism = env.KAFKA_SASL_MECHANISM;
  const sasl =
    mechanism === undefined
      ? {}
      : { sasl: { mechanism, username: env.KAFKA_USERNAME ?? '', password: env.KAFKA_PASSWORD ?? '' } };
  return { brokers: env.KAFKA_BROKERS, clientId, ...(env.KAFKA_SSL ? { tls } : {}), ...sasl };
}
