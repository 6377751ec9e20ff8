import { AppError } from '../../app-error.ts';

/** Where a page ended: the next one begins behind it. */
export interface DetectionPosition {
  readonly matchedAt: Date;
  readonly id: string;
}

export function encodeCursor({ matchedAt, id }: DetectionPosition): string {
  return Buffer.from(`${matchedAt.getTime()} ${id}`).toString('base64url');
}

/** Throws BAD_USER_INPUT. */
export function decodeCursor(cursor: string): DetectionPosition {
  const match = /^(\d{1,15}) (.+)$/s.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  const [, ms, id] = match ?? [];
  if (ms === undefined || id === undefined || id.includes('\0'))
    throw new AppError('BAD_USER_INPUT', 'The cursor is none that a page gave.');
  return { matchedAt: new Date(Number(ms)), id };
}
