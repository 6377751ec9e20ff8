import { expect, it } from 'vitest';
import { hashPassword, isPassword } from './password.ts';
import { checkNewPassword } from './password-rules.ts';

const EMAIL = 'm.hutchins@example.org';
const check = (password: string): Promise<void> => checkNewPassword(password, EMAIL, undefined);

it.each([
  'correct-horse-battery-staple',
  'mitten planet oboe',
  'onlysmallletters here',
  'пароль из шести слов',
  '🦊🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔',
  'x'.repeat(64) + 'y'.repeat(64),
])('%s will do, whatever characters it has', async (password) => {
  await expect(check(password)).resolves.toBeUndefined();
});

it.each([
  ['elevenchars', /has 11 characters/],
  ['😀😀😀😀😀😀😀😀😀😀😀', /has 11 characters/],
  [`${'xy'.repeat(64)}z`, /has 129 characters/],
  ['1qaz2wsx3edc', /guessed first/],
  ['unbelievable', /guessed first/],
  ['UNBELIEVABLE', /guessed first/],
  ['Dragon-2024!!', /guessed first/],
  ['***password***', /guessed first/],
  ['abcabcabcabc', /guessed first/],
  ['zzzzzzzzzzzzz', /guessed first/],
  ['m.hutchins@example.org', /e-mail/],
  ['M.Hutchins-1987', /e-mail/],
  ['m.hutchinsm.hutchins1', /e-mail/],
])('%s is refused', async (password, words) => {
  await expect(check(password)).rejects.toThrow(words);
});

it('is right in either Unicode form, wrong in any other, and nobody has one', async () => {
  const stored = await hashPassword('caf\u00e9 au lait, deux');
  expect(await isPassword('cafe\u0301 au lait, deux', stored)).toBe(true);
  expect(await isPassword('cafe au lait, deux', stored)).toBe(false);
  expect(await isPassword('', undefined)).toBe(false);
});
