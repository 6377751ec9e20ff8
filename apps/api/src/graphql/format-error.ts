import { randomUUID } from 'node:crypto';
import type { Logger } from '@sluice/runtime';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { AppError } from '../app-error.ts';

function cause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined ? error.originalError : error;
}

/** Errors that the GraphQL engine itself found in the request: their message is for the caller. */
const REQUEST_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
]);

function internal(
  error: unknown,
  formatted: GraphQLFormattedError,
  requestId: string,
  log: Logger,
): GraphQLFormattedError {
  log.error({ err: error, requestId, path: formatted.path }, 'request failed');
  const message = `Something broke on our side. Quote the request id ${requestId} to your administrator.`;
  return {
    message,
    extensions: { code: 'INTERNAL', requestId },
    ...(formatted.path ? { path: formatted.path } : {}),
  };
}

/** The id under which the audit log has the request, where {@link markErrors} has told it; else one of the error's own. */
function requestIdOf({ extensions }: GraphQLFormattedError): string {
  const id = extensions?.['requestId'];
  return typeof id === 'string' ? id : randomUUID();
}

/** Tells errors of which request they are. */
export function markErrors(errors: readonly GraphQLError[], requestId: string): void {
  for (const { extensions } of errors) extensions['requestId'] = requestId;
}

/** Expected failures reach the caller as they are; unexpected ones are logged and masked. Each has its request's id. */
export function createErrorFormatter(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const requestId = requestIdOf(formatted);
    const original = cause(error);
    const place = formatted.path === undefined ? {} : { path: formatted.path };
    if (original instanceof AppError) {
      return {
        message: original.message,
        extensions: { ...original.details, code: original.code, requestId },
        ...place,
      };
    }
    if (original instanceof ArgumentValidationError) {
      return { message: original.message, extensions: { code: 'BAD_USER_INPUT', requestId }, ...place };
    }
    const code = formatted.extensions?.['code'];
    const isOfRequest = typeof code === 'string' && REQUEST_ERRORS.has(code);
    if (isOfRequest || (original instanceof GraphQLError && code === undefined)) {
      const kept = isOfRequest && code.startsWith('GRAPHQL') ? code : 'BAD_USER_INPUT';
      const extensions = { code: kept, requestId };
      return { message: formatted.message, extensions, ...place, ...locations(formatted) };
    }
    return internal(original, formatted, requestId, log);
  };
}

function locations({ locations: found }: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations'> {
  return found === undefined ? {} : { locations: found };
}
