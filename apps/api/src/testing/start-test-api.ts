import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { createLogger, type Shutdown } from '@sluice/runtime';
import pg from 'pg';
import { inject } from 'vitest';
import { composeApi } from '../composition.ts';
import { parseEnv } from '../env.ts';

export const EMAIL = 'admin@sluice.local';
export const PASSWORD = 'correct-horse-battery-staple';

export interface Answer {
  readonly data: Record<string, never> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface TestApi {
  readonly url: string;
  readonly prefix: string;
  readonly databaseUrl: string;
  /** Runs an operation, as the administrator unless a token (or none: '') is given. */
  run(operation: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<Answer>;
  readonly token: string;
  stop(): Promise<void>;
}

export async function newDatabase(): Promise<string> {
  const name = `t${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

/** The real API on a port of its own, with a database and a topic prefix of its own. */
export async function startTestApi(
  extra: Readonly<Record<string, string>> = {},
  same: { readonly databaseUrl?: string; readonly prefix?: string } = {},
): Promise<TestApi> {
  const databaseUrl = same.databaseUrl ?? (await newDatabase());
  const prefix = same.prefix ?? `t${randomUUID().slice(0, 8)}`;
  const env = parseEnv({
    DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: inject('kafkaBrokers'),
    SLUICE_PREFIX: prefix,
    PORT: '0',
    ADMIN_EMAIL: EMAIL,
    ADMIN_PASSWORD: PASSWORD,
    // Tests ask faster than people do.
    RATE_LIMIT_PER_MINUTE: '1000000',
    RATE_LIMIT_ANONYMOUS_PER_MINUTE: '1000000',
    ...extra,
  });
  const steps: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
  };
  const shutdown: Shutdown = { add: (_name, step) => steps.push(step), run: stop };
  const { port } = await composeApi(env, createLogger('api', 'silent'), shutdown);
  const url = `http://127.0.0.1:${port}`;

  async function run(operation: string, variables = {}, bearer = token): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify({ query: operation, variables }),
    });
    return (await response.json()) as Answer;
  }

  let token = '';
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
  const { data } = await run(login, { input: { email: EMAIL, password: PASSWORD } }, '');
  token = (data as unknown as { login: { token: string } }).login.token;
  return { url, prefix, databaseUrl, run, token, stop };
}
