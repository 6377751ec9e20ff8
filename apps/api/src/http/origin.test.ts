import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { isAllowedOrigin } from './origin.ts';
import { requestToken } from './session-cookies.ts';

const request = (headers: IncomingMessage['headers']): IncomingMessage => ({ headers }) as IncomingMessage;

it.each([
  ['a script without an origin', { host: 'api:4000' }, true],
  ['a page of our own host', { host: 'sluice.corp', origin: 'https://sluice.corp' }, true],
  [
    'a page behind the proxy',
    { host: 'api:4000', 'x-forwarded-host': 'sluice.corp', origin: 'https://sluice.corp' },
    true,
  ],
  ['a page that is listed', { host: 'api:4000', origin: 'https://soc.corp' }, true],
  ['a page from elsewhere', { host: 'sluice.corp', origin: 'https://evil.example' }, false],
  ['an origin that is no address', { host: 'sluice.corp', origin: 'null' }, false],
])('%s may open a socket: %#', (_who, headers, expected) => {
  expect(isAllowedOrigin(request(headers), ['https://soc.corp'])).toBe(expected);
});

it('a token is read from the header before the cookie', () => {
  expect(requestToken(request({ authorization: 'Bearer abc', cookie: 'sluice_session=xyz' }))).toBe('abc');
  expect(requestToken(request({ cookie: 'a=1; sluice_session=xyz' }))).toBe('xyz');
  expect(requestToken(request({ cookie: 'other_sluice_session=xyz' }))).toBeUndefined();
});
