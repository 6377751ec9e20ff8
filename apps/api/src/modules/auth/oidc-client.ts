import * as oidc from 'openid-client';
import { z } from 'zod';
import type { Outbound } from '../../outbound/outbound.ts';

/** No document of an issuer is longer. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const TIMEOUT_MS = 10_000;

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** By spaces. */
  readonly scopes: string;
  /** Where the issuer sends the browser back to. */
  readonly redirectUri: string;
}

/** What the browser keeps while the issuer asks its user; shape of a cookie, which anybody may have written. */
export const pendingLogin = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});
export type PendingLogin = z.output<typeof pendingLogin>;

/** Claims of a user: https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

export interface OidcClient {
  /** Where to send the browser. Throws where the issuer gives no answer. */
  begin(): Promise<{ readonly url: URL; readonly pending: PendingLogin }>;
  /** Who came back, with what `query`. Throws where the issuer or the answer is not to be believed. */
  finish(query: string, pending: PendingLogin): Promise<Claims>;
}

/** Every request goes through the guard: the issuer's own documents name further addresses. */
function guardedFetch(outbound: Outbound): oidc.CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    const options = {
      headers,
      maxBytes: MAX_ANSWER_BYTES,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    };
    const sent = body instanceof URLSearchParams || typeof body === 'string' ? body.toString() : '';
    const answer =
      method === 'POST'
        ? await outbound.post(url, { ...options, body: sent })
        : await outbound.get(url, options);
    const named = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: named });
  };
}

/** Authorization code with PKCE (S256), state and nonce; the signature of the ID token is checked. */
export function createOidcClient(settings: OidcSettings, outbound: Outbound): OidcClient {
  const { issuer, clientId, clientSecret, scopes, redirectUri } = settings;
  let discovered: Promise<oidc.Configuration> | undefined;

  /** Asked at the first login and kept; asked again where it failed. */
  function configuration(): Promise<oidc.Configuration> {
    const insecure = new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    discovered ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, undefined, {
        execute: [...insecure, oidc.enableNonRepudiationChecks],
        [oidc.customFetch]: guardedFetch(outbound),
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  }

  return {
    async begin() {
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: scopes,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { url, pending };
    },
    async finish(query, { state, nonce, verifier }) {
      const config = await configuration();
      const tokens = await oidc.authorizationCodeGrant(config, new URL(query, redirectUri), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The issuer gave no ID token.');
      if (config.serverMetadata().userinfo_endpoint === undefined) return claims;
      // Many issuers keep the ID token short and tell the rest here.
      const more = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
      return { ...claims, ...more, iss: claims.iss };
    },
  };
}
