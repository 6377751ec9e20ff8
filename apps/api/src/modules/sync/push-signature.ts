import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a body was signed with the secret, by the header X-Hub-Signature-256; takes as long where it was not.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function isSigned(body: Buffer, secret: string, signature: string | undefined): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const hex = /^sha256=([0-9a-f]{64})$/.exec(signature ?? '')?.[1];
  const given = Buffer.from(hex ?? '0'.repeat(64), 'hex');
  return timingSafeEqual(expected, given) && hex !== undefined;
}
