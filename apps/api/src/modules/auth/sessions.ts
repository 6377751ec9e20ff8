import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { newSecret, secretHash } from './secret.ts';
import { SessionToken, SessionTokenKind } from './session-token.entity.ts';
import { Session } from './session.entity.ts';

const SESSION_MS = 12 * 3600 * 1000;
const ACCESS_MS = 10 * 60 * 1000;
const MAX_USER_AGENT_CHARS = 255;
const SEED_BYTES = 32;

/** Where a login comes from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

/** What the client of a session is given, and what is kept nowhere. */
export interface SessionTokens {
  /** For 10 minutes, or until the session ends. */
  readonly token: string;
  readonly expiresAt: Date;
  /** To be given once for the next ones. */
  readonly refreshToken: string;
  /** After 12 hours. */
  readonly endsAt: Date;
}

export async function beginSession(
  manager: EntityManager,
  userId: string,
  { address, userAgent }: Client,
  now: Date,
): Promise<SessionTokens> {
  const endsAt = new Date(now.getTime() + SESSION_MS);
  const seed = randomBytes(SEED_BYTES);
  const row = {
    userId,
    expiresAt: endsAt,
    address,
    seed,
    userAgent: userAgent.slice(0, MAX_USER_AGENT_CHARS),
  };
  const { id } = await manager.save(manager.create(Session, row));
  const refreshToken = newSecret();
  await keepRefreshToken(manager, { id, expiresAt: endsAt }, refreshToken);
  return { ...(await addAccessToken(manager, { id, expiresAt: endsAt }, now)), refreshToken, endsAt };
}

type SessionEnd = Pick<Session, 'id' | 'expiresAt'>;

export async function keepRefreshToken(
  manager: EntityManager,
  { id, expiresAt }: SessionEnd,
  token: string,
): Promise<void> {
  const row = { sessionId: id, kind: SessionTokenKind.REFRESH, expiresAt, tokenHash: secretHash(token) };
  await manager.insert(SessionToken, row);
}

/** One more way into the session. Those before it live as long as they were made for. */
export async function addAccessToken(
  manager: EntityManager,
  session: SessionEnd,
  now: Date,
): Promise<Pick<SessionTokens, 'token' | 'expiresAt'>> {
  const token = newSecret();
  const expiresAt = new Date(Math.min(now.getTime() + ACCESS_MS, session.expiresAt.getTime()));
  const of = { sessionId: session.id, kind: SessionTokenKind.ACCESS };
  await manager.insert(SessionToken, { ...of, expiresAt, tokenHash: secretHash(token) });
  return { token, expiresAt };
}

/** Ends every session of a user. Open WebSockets are closed when they are next looked at, within 30 s. */
export async function endSessions(manager: EntityManager, userId: string): Promise<void> {
  await manager.delete(Session, { userId });
}
