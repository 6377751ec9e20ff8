import { BenchError } from '../bench-error.ts';

/** Asks the API; returns the answer's data. Throws a BenchError where there are errors. */
export type Ask = (query: string, variables?: object) => Promise<unknown>;

/** A client that is logged in as the administrator. */
export async function logIn(url: string, email: string, password: string): Promise<Ask> {
  const anonymous = askAs(url, {});
  const answer = await anonymous('mutation ($input: LoginInput!) { login(input: $input) { token } }', {
    input: { email, password },
  });
  const { login } = answer as { login: { token: string } };
  return askAs(url, { authorization: `Bearer ${login.token}` });
}

function askAs(url: string, headers: Readonly<Record<string, string>>): Ask {
  return async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    if (errors !== undefined)
      throw new BenchError(`the API refused: ${JSON.stringify(errors).slice(0, 500)}`);
    return data;
  };
}
