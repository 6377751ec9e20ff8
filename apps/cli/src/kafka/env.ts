import { kafkaEnv, readEnv } from '@sluice/runtime';

import { resolveFromCaller } from '../match/env.ts';

type Source = Readonly<Record<string, string | undefined>>;

/** How the command reaches Kafka: KAFKA_BROKERS and its security settings. Throws EnvError. */
export function readKafkaEnv() {
  return readEnv(kafkaEnv, withCallersFiles(process.env));
}

/** Certificates are files of the caller: their paths are relative to where the command was called. */
export function withCallersFiles<S extends Source>(source: S): S {
  const entries = Object.entries(source).map(([name, value]) =>
    /^KAFKA_SSL_.*_FILE$/.test(name) && value ? [name, resolveFromCaller(value)] : [name, value],
  );
  return Object.fromEntries(entries) as S;
}
