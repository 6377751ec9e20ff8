import type { DataSource } from 'typeorm';
import type { Env } from './env.ts';
import {
  createOidcClient,
  createSingleSignOn,
  SINGLE_SIGN_ON_PATH,
  type SingleSignOn,
} from './modules/auth/index.ts';
import { createOutbound } from './outbound/outbound.ts';

/** Undefined where no issuer is set. Throws where only a part of the settings is there. */
export function composeSingleSignOn(
  database: DataSource,
  env: Env,
  now: () => Date,
): SingleSignOn | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = env;
  if (issuer === undefined) return undefined;
  if (clientId === undefined || publicUrl === undefined || env.OIDC_ROLE_MAP.length === 0)
    throw new Error('OIDC_ISSUER needs OIDC_CLIENT_ID, OIDC_ROLE_MAP and PUBLIC_URL beside it.');
  const outbound = createOutbound({
    allowedNetworks: env.ALLOWED_PRIVATE_NETWORKS,
    trustedOrigins: [issuer],
  });
  const redirectUri = new URL(`${SINGLE_SIGN_ON_PATH}/callback`, publicUrl).href;
  const oidc = createOidcClient(
    { issuer, clientId, clientSecret: env.OIDC_CLIENT_SECRET, scopes: env.OIDC_SCOPES, redirectUri },
    outbound,
  );
  const { OIDC_NAME: name, OIDC_ROLE_CLAIM: roleClaim, OIDC_ROLE_MAP: roleMap } = env;
  return createSingleSignOn({ database, oidc, name, roleClaim, roleMap, now });
}
