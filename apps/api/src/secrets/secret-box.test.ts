import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];

it('opens what it sealed, never sealing twice alike', () => {
  const box = createSecretBox([newKey]);
  const [one, two] = [box.seal('ghp_ünique', 'a'), box.seal('ghp_ünique', 'a')];
  expect(box.open(one, 'a')).toBe('ghp_ünique');
  expect(one.sealed).not.toBe(two.sealed);
  expect(JSON.stringify(one)).not.toContain('ghp');
});

it('opens with an old key, and seals with the new one', () => {
  const before = createSecretBox([oldKey]).seal('token', 'a');
  const box = createSecretBox([newKey, oldKey]);
  expect(box.open(before, 'a')).toBe('token');
  expect(box.seal('token', 'a').keyId).toBe(createSecretBox([newKey]).keyId);
  expect(() => createSecretBox([newKey]).open(before, 'a')).toThrow(before.keyId);
});

it('opens for no other owner, and nothing that was tampered with', () => {
  const box = createSecretBox([newKey]);
  const secret = box.seal('token', 'a');
  const bytes = Buffer.from(secret.sealed, 'base64');
  bytes[13] = (bytes[13] ?? 0) ^ 1;
  expect(() => box.open(secret, 'b')).toThrow('not as it was written');
  expect(() => box.open({ ...secret, sealed: bytes.toString('base64') }, 'a')).toThrow(
    'not as it was written',
  );
  expect(() => box.open({ ...secret, sealed: '' }, 'a')).toThrow('not as it was written');
});

it('without a key says which setting is missing', () => {
  expect(() => createSecretBox([]).seal('token', 'a')).toThrow('SECRETS_KEY');
});
