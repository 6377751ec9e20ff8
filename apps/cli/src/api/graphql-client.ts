import { z } from 'zod';
import { LoginDocument, type TypedDocumentString } from './generated/graphql.ts';

const answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** The API refused an operation, can't be reached, or answers something else than it promises. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
}

export interface GraphqlClient {
  /** Runs an operation. Throws {@link ApiError} with the API's own message. */
  run<Data, Variables>(operation: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data>;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Logs in as people do, and answers a client with that session. The signal ends requests under way. */
export async function logIn(
  url: string,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<GraphqlClient> {
  const { login } = await createClient({ url, signal }).run(LoginDocument, { input: credentials });
  return createClient({ url, signal, token: login.token });
}

/** A client of a script, with an API token. The signal ends requests under way. */
export function connect(url: string, token: string, signal: AbortSignal): GraphqlClient {
  return createClient({ url, token, signal });
}

interface Connection {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly token?: string;
}

function createClient(connection: Connection): GraphqlClient {
  return {
    async run<Data, Variables>(operation: TypedDocumentString<Data, Variables>, variables: Variables) {
      const response = await post(connection, JSON.stringify({ query: operation.toString(), variables }));
      const { data, errors } = await readAnswer(response);
      if (errors !== undefined) throw new ApiError(errors.map(({ message }) => message).join(' '));
      if (data === null || data === undefined) throw new ApiError('the API answers neither data nor errors');
      // The API checks the operation against its schema, of which the type is made.
      return data as Data;
    },
  };
}

async function post({ url, signal, token }: Connection, body: string): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  try {
    return await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body,
      signal,
    });
  } catch (cause) {
    signal.throwIfAborted();
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const told = reason instanceof Error ? reason.message : String(reason);
    throw new ApiError(`the API at ${url} can't be reached: ${told}`, { cause });
  }
}

async function readAnswer(response: Response): Promise<z.output<typeof answer>> {
  try {
    return answer.parse(await response.json());
  } catch (cause) {
    throw new ApiError(`the API answers ${response.status} and no GraphQL`, { cause });
  }
}
