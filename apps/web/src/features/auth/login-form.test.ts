import { describe, expect, it } from 'vitest';
import { loginForm, refusalSentence, safeReturnPath } from './login-form.ts';

describe('the login form', () => {
  it.each([
    [{ email: 'admin@sluice.local', password: 'x' }, true],
    [{ email: 'admin', password: 'x' }, false],
    [{ email: 'admin@sluice.local', password: '' }, false],
  ])('%j is accepted: %s', (input, isAccepted) => {
    expect(loginForm.safeParse(input).success).toBe(isAccepted);
  });
});

describe('the way back after login', () => {
  it.each([
    ['/rules?level=HIGH', '/rules?level=HIGH'],
    [null, '/'],
    ['https://evil.example', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/login?next=/', '/'],
  ])('%s leads to %s', (next, path) => {
    expect(safeReturnPath(next)).toBe(path);
  });
});

it.each([
  [null, null],
  ['NO_ROLE', 'None of your groups has a role in Sluice. Ask an administrator.'],
  ['toString', 'The login could not be done just now. Try again, or ask an administrator.'],
])('of the reason %s one reads %s', (reason, sentence) => {
  expect(refusalSentence(reason)).toBe(sentence);
});
