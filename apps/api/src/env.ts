import { kafkaEnv, readEnv } from '@sluice/runtime';
import { z } from 'zod';
import { isNetwork } from './outbound/address-guard.ts';
import type { Role } from './modules/auth/index.ts';
import { KEY_BYTES } from './secrets/secret-box.ts';

const key = z
  .base64(`${KEY_BYTES} bytes in base64`)
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === KEY_BYTES, `${KEY_BYTES} bytes in base64`);

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()])));

const roleMap = z
  .array(
    z
      .string()
      .regex(/^.+=(ADMIN|ENGINEER|ANALYST|VIEWER)$/, 'group=ADMIN, ENGINEER, ANALYST or VIEWER, by commas'),
  )
  .transform((pairs) =>
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      return { group: pair.slice(0, at), role: pair.slice(at + 1) as Role };
    }),
  );

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'begins with postgres://');

const shape = {
  ...kafkaEnv,
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: databaseUrl,
  /** Absent: jobs run on the same Postgres, in a schema of their own. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'begins with redis://')
    .optional(),
  /** E-mail of the first user, created where there is none. */
  ADMIN_EMAIL: z.email().default('admin@sluice.local'),
  /** Password of the first user; absent: one is made and printed once. */
  ADMIN_PASSWORD: z.string().min(12).max(128).optional(),
  /** Passwords that may not be chosen: one a line, or lines `SHA-1[:count]` sorted by hash. Absent: those that everybody tries. */
  BREACHED_PASSWORDS_FILE: z.string().optional(),
  /** Origins that may open a WebSocket from a browser, besides the API's own host. */
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((origin) => origin !== '')),
  /** Set where browsers reach the API over HTTPS: cookies are then sent over HTTPS only. */
  COOKIE_SECURE: z.stringbool().default(false),
  /** Reverse proxies in front of the API; their X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Requests a minute of a user, and of each API token. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).max(10_000_000).default(1_200),
  /** Requests a minute from an address whose caller is not known. */
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: z.coerce.number().int().min(1).max(10_000_000).default(300),
  /** Entries of the audit log are kept this many days. */
  AUDIT_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(365),
  /** Detections are kept this many days. */
  DETECTION_RETENTION_DAYS: z.coerce.number().int().min(1).max(400).default(30),
  /** Encrypts access tokens: 32 bytes, base64. Absent: none can be stored. */
  SECRETS_KEY: key.optional(),
  /** Keys that were SECRETS_KEY before, by commas: what they encrypted is encrypted anew at the start. */
  SECRETS_OLD_KEYS: list.pipe(z.array(key)),
  /** GitHub's REST API. */
  GITHUB_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.github.com'),
  /** Certificates in PEM that git trusts in place of the system's. */
  GIT_CA_FILE: z.string().optional(),
  /** Where git is found. */
  PATH: z.string().default('/usr/local/bin:/usr/bin:/bin'),
  /** SOC Prime's platform. */
  SOC_PRIME_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.tdm.socprime.com'),
  /** Networks in CIDR notation, by commas, to which requests may go besides the public internet. */
  ALLOWED_PRIVATE_NETWORKS: list.pipe(
    z.array(z.string().refine(isNetwork, 'networks such as 10.0.0.0/8, by commas')),
  ),
  /** Where browsers reach Sluice, such as https://sluice.example.org. Needed for single sign-on. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** OpenID Connect issuer for single sign-on; absent: none. http for tests only. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** What is asked for, by spaces. */
  OIDC_SCOPES: z.string().default('openid email profile'),
  /** As the login page names it. */
  OIDC_NAME: z.string().min(1).max(50).default('single sign-on'),
  /** The claim that holds a user's groups: one text or a list. */
  OIDC_ROLE_CLAIM: z.string().min(1).default('groups'),
  /** `group=ROLE`, by commas; `*` for everybody. The highest role counts, and who has none is refused. */
  OIDC_ROLE_MAP: list.pipe(roleMap),
  /** Folder of Sigma rules from which the demo is made at start. */
  DEMO_RULES: z.string().optional(),
};

export type Env = ReturnType<typeof parseEnv>;

export function parseEnv(source: Readonly<Record<string, string | undefined>>) {
  return readEnv(shape, source);
}

export function readProcessEnv(): Env {
  return parseEnv(process.env);
}

/** For programs that need the database alone. */
export function readDatabaseUrl(): string {
  return readEnv({ DATABASE_URL: databaseUrl }, process.env).DATABASE_URL;
}
