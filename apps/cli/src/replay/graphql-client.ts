import { z } from 'zod';

const answer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** The API refused an operation. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
}

export interface GraphqlClient {
  /** Runs an operation; `shape` reads its data. Throws {@link ApiError} with the API's own message. */
  run<S extends z.ZodType>(
    operation: string,
    variables: Readonly<Record<string, unknown>>,
    shape: S,
  ): Promise<z.output<S>>;
}

function createClient(url: string, token: string | undefined): GraphqlClient {
  return {
    async run(operation, variables, shape) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query: operation, variables }),
      });
      const { data, errors } = answer.parse(await response.json());
      if (errors !== undefined) throw new ApiError(errors.map(({ message }) => message).join(' '));
      return shape.parse(data);
    },
  };
}

/** Logs in as people do, and answers a client with that session. */
export async function logIn(url: string, email: string, password: string): Promise<GraphqlClient> {
  const { login } = await createClient(url, undefined).run(
    'mutation ($input: LoginInput!) { login(input: $input) { token } }',
    { input: { email, password } },
    z.object({ login: z.object({ token: z.string() }) }),
  );
  return createClient(url, login.token);
}
