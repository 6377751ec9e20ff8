import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';

/** The API's closed list of codes, and UNREACHABLE for an API that did not answer at all. */
export type FailureCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'INTERNAL'
  | 'UNREACHABLE';

export interface Failure {
  readonly code: FailureCode;
  /** A sentence for people. */
  readonly message: string;
  /** What to quote to whoever runs the API; null where the API gave none. */
  readonly requestId: string | null;
}

const codes: ReadonlySet<string> = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
]);

function isKnownCode(code: unknown): code is FailureCode {
  return typeof code === 'string' && codes.has(code);
}

/** Turns whatever Apollo threw into a sentence, a code and the id to quote. */
export function failureOf(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const extensions = first?.extensions ?? {};
    const { code, requestId } = extensions as { readonly code?: unknown; readonly requestId?: unknown };
    return {
      code: isKnownCode(code) ? code : 'INTERNAL',
      message: first?.message ?? 'The API answered with an error that has no message.',
      requestId: typeof requestId === 'string' ? requestId : null,
    };
  }
  if (ServerError.is(error) || ServerParseError.is(error)) {
    return {
      code: 'UNREACHABLE',
      message: `The API did not answer properly (HTTP ${String(error.statusCode)}). It may be starting or down.`,
      requestId: null,
    };
  }
  return {
    code: 'UNREACHABLE',
    message: 'The API cannot be reached. Check that it runs and that this browser has a network connection.',
    requestId: null,
  };
}
