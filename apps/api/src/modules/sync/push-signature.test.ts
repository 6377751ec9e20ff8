import { expect, it } from 'vitest';
import { isSigned } from './push-signature.ts';

// The example of GitHub's documentation, "Validating webhook deliveries".
const body = Buffer.from('Hello, World!');
const secret = "It's a Secret to Everybody";
const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

it('knows what was signed with the secret', () => {
  expect(isSigned(body, secret, signature)).toBe(true);
});

it.each([
  ['another body', Buffer.from('Hello, World'), secret, signature],
  ['another secret', body, 'other', signature],
  ['another signature', body, secret, signature.replace('757', '758')],
  ['a signature that is cut', body, secret, signature.slice(0, -2)],
  ['SHA-1', body, secret, signature.replace('sha256', 'sha1')],
  ['no signature', body, secret, undefined],
  ['an empty one', body, secret, 'sha256='],
])('refuses %s', (_what, of, by, given) => {
  expect(isSigned(of, by, given)).toBe(false);
});
