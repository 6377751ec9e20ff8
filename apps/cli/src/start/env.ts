import { withCallersFiles } from '../kafka/env.ts';

/** What `npm start` takes from the environment; the rest of it is not looked at. */
export interface StartEnv {
  readonly databaseUrl: string | undefined;
  readonly kafkaBrokers: string | undefined;
  readonly redisUrl: string | undefined;
  readonly adminEmail: string;
  readonly adminPassword: string | undefined;
  /** Undefined: warnings and errors only. */
  readonly logLevel: string | undefined;
  /** What API, matcher and generator share, handed on as it is: Kafka's security settings, the prefix of topics. */
  readonly sharedSettings: Readonly<Record<string, string>>;
}

const SHARED = /^(KAFKA_(?!BROKERS$).*|SLUICE_PREFIX|MAX_EVENT_BYTES)$/;
const EMAIL = 'admin@sluice.local';

export function readStartEnv(): StartEnv {
  return parseStartEnv(withCallersFiles(process.env));
}

/** An empty variable counts as not set. */
export function parseStartEnv(source: Readonly<Record<string, string | undefined>>): StartEnv {
  const value = (name: string): string | undefined => source[name] || undefined;
  return {
    databaseUrl: value('DATABASE_URL'),
    kafkaBrokers: value('KAFKA_BROKERS'),
    redisUrl: value('REDIS_URL'),
    adminEmail: value('ADMIN_EMAIL') ?? EMAIL,
    adminPassword: value('ADMIN_PASSWORD'),
    logLevel: value('LOG_LEVEL'),
    sharedSettings: Object.fromEntries(
      Object.entries(source).filter(
        (entry): entry is [string, string] => SHARED.test(entry[0]) && entry[1] !== undefined,
      ),
    ),
  };
}
