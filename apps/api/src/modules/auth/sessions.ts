import type { EntityManager } from 'typeorm';
import { newSecret, secretHash } from './secret.ts';
import { Session } from './session.entity.ts';

const SESSION_MS = 12 * 3600 * 1000;
const MAX_USER_AGENT_CHARS = 255;

/** Where a login comes from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

/** A session that began. The token is shown to the client and kept nowhere. */
export interface NewSession {
  readonly token: string;
  readonly expiresAt: Date;
}

export async function beginSession(
  manager: EntityManager,
  userId: string,
  { address, userAgent }: Client,
  now: Date,
): Promise<NewSession> {
  const token = newSecret();
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  await manager.insert(Session, {
    tokenHash: secretHash(token),
    userId,
    expiresAt,
    address,
    userAgent: userAgent.slice(0, MAX_USER_AGENT_CHARS),
  });
  return { token, expiresAt };
}

/** Ends every session of a user. Open WebSockets are closed when they are next looked at, within 30 s. */
export async function endSessions(manager: EntityManager, userId: string): Promise<void> {
  await manager.delete(Session, { userId });
}
