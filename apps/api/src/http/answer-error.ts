import type { Logger } from '@sluice/runtime';
import type { ErrorRequestHandler } from 'express';
import { AppError, type ErrorCode } from '../app-error.ts';
import { createErrorFormatter } from '../graphql/format-error.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  KAFKA_UNAVAILABLE: 503,
  UPSTREAM_UNAVAILABLE: 502,
};

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

/** What body-parser names in `type`: https://github.com/expressjs/body-parser#errors. */
function refusal(error: unknown, isLoggedIn: boolean): Refusal | undefined {
  if (!(error instanceof Error) || !('type' in error) || !('status' in error)) return undefined;
  const { type, status } = error;
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  if (type === 'entity.too.large') {
    return isLoggedIn
      ? { status, code: 'BAD_USER_INPUT', message: 'The request is too large. Send less at once.' }
      : {
          status,
          code: 'UNAUTHENTICATED',
          message: 'The request is too large for a stranger. Log in first.',
        };
  }
  if (type === 'entity.parse.failed') {
    return { status, code: 'BAD_USER_INPUT', message: "The request's body is not JSON." };
  }
  return { status, code: 'BAD_USER_INPUT', message: "The request's body can not be read." };
}

/** What fails before GraphQL has its turn is answered in the shape of GraphQL too, and without a stack. */
export function answerError(log: Logger): ErrorRequestHandler {
  const format = createErrorFormatter(log);
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refused = refusal(error, 'principal' in request);
    if (refused !== undefined) {
      const { status, code, message } = refused;
      response.status(status).json({ errors: [{ message, extensions: { code } }] });
      return;
    }
    const status = error instanceof AppError ? STATUS[error.code] : 500;
    response.status(status).json({ errors: [format({ message: '' }, error)] });
  };
}
