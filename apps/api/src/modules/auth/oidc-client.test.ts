import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createOutbound } from '../../outbound/outbound.ts';
import { createOidcClient } from './oidc-client.ts';

/** Answers with JSON, and counts how often. */
async function serve(
  document: () => object,
): Promise<{ readonly url: string; readonly asked: () => number }> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

it('asks no inner address that the documents of an issuer name', async () => {
  const inner = await serve(() => ({}));
  const issuer = await serve(() => ({
    issuer: issuer.url,
    authorization_endpoint: `${issuer.url}/authorize`,
    token_endpoint: `${inner.url}/token`,
    jwks_uri: `${inner.url}/keys`,
  }));
  const settings = { issuer: issuer.url, clientId: 'c', clientSecret: 's', scopes: 'openid' };
  const outbound = createOutbound({ allowedNetworks: [], trustedOrigins: [issuer.url] });
  const client = createOidcClient({ ...settings, redirectUri: 'https://sluice.test/callback' }, outbound);
  const { url, pending } = await client.begin();
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    ...{ response_type: 'code', code_challenge_method: 'S256' },
    ...{ state: pending.state, nonce: pending.nonce },
  });
  await expect(client.finish(`?code=c&state=${pending.state}`, pending)).rejects.toThrow();
  expect(inner.asked()).toBe(0);
});

it('asks again for the documents of an issuer that gave none', async () => {
  const isUp: string[] = [];
  const issuer = await serve(() =>
    isUp.length === 0 ? {} : { issuer: issuer.url, authorization_endpoint: `${issuer.url}/authorize` },
  );
  const settings = { issuer: issuer.url, clientId: 'c', clientSecret: 's', scopes: 'openid' };
  const outbound = createOutbound({ allowedNetworks: [], trustedOrigins: [issuer.url] });
  const client = createOidcClient({ ...settings, redirectUri: 'https://sluice.test/callback' }, outbound);
  await expect(client.begin()).rejects.toThrow();
  isUp.push('now');
  expect((await client.begin()).url.origin).toBe(issuer.url);
});
