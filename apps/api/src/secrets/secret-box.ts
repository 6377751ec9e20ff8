import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { AppError } from '../app-error.ts';

/** Keeps texts that must be readable again, such as access tokens, by AES-256-GCM (NIST SP 800-38D). */
export interface SecretBox {
  /** `owner` is the id of what the secret belongs to: sealed, it opens for no other. Throws BAD_USER_INPUT where no key is set. */
  seal(secret: string, owner: string): SealedSecret;
  /** Throws CONFLICT where its key is not at hand, or the sealed text is not as it was written. */
  open(sealed: SealedSecret, owner: string): string;
  /** Of the key that seals; undefined where none is set. */
  readonly keyId: string | undefined;
  /** Of the keys that only open. */
  readonly oldKeyIds: readonly string[];
}

export interface SealedSecret {
  /** Which key it was sealed with. */
  readonly keyId: string;
  /** Base64 of nonce, ciphertext and tag. */
  readonly sealed: string;
}

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** Tells keys apart and says nothing of them. */
const idOf = (key: Buffer): string =>
  createHash('sha256').update('sluice secrets key').update(key).digest('hex').slice(0, 16);

/** The first key seals; the others open what was sealed before they were replaced. */
export function createSecretBox(keys: readonly Buffer[]): SecretBox {
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [current] = keys;
  const keyId = current && idOf(current);
  return {
    keyId,
    oldKeyIds: [...byId.keys()].filter((id) => id !== keyId),
    seal(secret, owner) {
      if (current === undefined || keyId === undefined) {
        const message =
          'Secrets are kept encrypted, and there is no key for it: set SECRETS_KEY to 32 random bytes in base64 and start Sluice again.';
        throw new AppError('BAD_USER_INPUT', message);
      }
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, current, nonce).setAAD(Buffer.from(owner));
      const parts = [nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return { keyId, sealed: Buffer.concat(parts).toString('base64') };
    },
    open({ keyId: id, sealed }, owner) {
      const key = byId.get(id);
      if (key === undefined) {
        const message = `A secret was encrypted with the key ${id}, which is not set: add it to SECRETS_OLD_KEYS, or enter the secret again.`;
        throw new AppError('CONFLICT', message);
      }
      const bytes = Buffer.from(sealed, 'base64');
      const end = bytes.length - TAG_BYTES;
      try {
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(end));
        const opened = [decipher.update(bytes.subarray(NONCE_BYTES, end)), decipher.final()];
        return Buffer.concat(opened).toString('utf8');
      } catch (cause) {
        const message = 'A stored secret is not as it was written. Enter it again.';
        throw new AppError('CONFLICT', message, {}, { cause });
      }
    },
  };
}
