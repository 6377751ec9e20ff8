import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type AccountClaims, type Configuration } from 'oidc-provider';

export interface Issuer {
  readonly url: string;
  /** Claims by the name that somebody logs in with; to be changed by tests. */
  readonly people: Map<string, AccountClaims>;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'sluice', secret: 'a secret of a client' } as const;

/** A real OpenID provider on loopback: whoever names themselves is believed, and consents to everything. */
export async function startIssuer(redirectUri: string): Promise<Issuer> {
  const people = new Map<string, AccountClaims>();
  const answers: { handle(request: IncomingMessage, response: ServerResponse): void } = {
    handle: () => undefined,
  };
  const server = createServer((request, response) => {
    answers.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration: Configuration = {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    cookies: { keys: ['a key of a test'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => Promise.resolve({ ...people.get(id), sub: id }),
    }),
    async loadExistingGrant(context) {
      const { client, session } = context.oidc;
      const grant = new provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(url, configuration);
  const handle = provider.callback();
  answers.handle = (request, response) => void handle(request, response);
  return {
    url,
    people,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
