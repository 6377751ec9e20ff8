/** What `npm start` takes from the environment; the rest of it is not looked at. */
export interface StartEnv {
  readonly databaseUrl: string | undefined;
  readonly kafkaBrokers: string | undefined;
  readonly redisUrl: string | undefined;
  readonly adminEmail: string;
  readonly adminPassword: string | undefined;
  /** Undefined: warnings and errors only. */
  readonly logLevel: string | undefined;
  /** Security settings of the broker that KAFKA_BROKERS names, handed on as they are. */
  readonly kafkaSettings: Readonly<Record<string, string>>;
}

const EMAIL = 'admin@sluice.local';

export function readStartEnv(): StartEnv {
  return parseStartEnv(process.env);
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
    kafkaSettings: Object.fromEntries(
      Object.entries(source).filter(
        (entry): entry is [string, string] => /^KAFKA_(?!BROKERS)/.test(entry[0]) && entry[1] !== undefined,
      ),
    ),
  };
}
