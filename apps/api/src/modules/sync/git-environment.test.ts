import { expect, it } from 'vitest';
import { gitEnvironment } from './git-environment.ts';

function settingsOf(given: { readonly url: string; readonly addresses?: string[]; readonly token?: string }) {
  const { url, addresses = [], token } = given;
  const env = gitEnvironment({
    ...{ folder: '/tmp/x', url: new URL(url), addresses, token, caFile: undefined, path: '/bin' },
  });
  const count = Number(env['GIT_CONFIG_COUNT']);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      env[`GIT_CONFIG_KEY_${index}`] ?? '',
      env[`GIT_CONFIG_VALUE_${index}`],
    ]),
  );
}

it('the addresses that were checked are those that are connected to', () => {
  const addresses = ['192.0.2.1', '2001:db8::1'];
  expect(settingsOf({ url: 'https://git.example/a', addresses })['http.curloptResolve']).toBe(
    'git.example:443:192.0.2.1,[2001:db8::1]',
  );
  expect(settingsOf({ url: 'https://git.example:8443/a', addresses })['http.curloptResolve']).toBe(
    'git.example:8443:192.0.2.1,[2001:db8::1]',
  );
  expect(settingsOf({ url: 'https://192.0.2.1/a' })).not.toHaveProperty('http.curloptResolve');
});

it('https alone, and nobody else has a say', () => {
  expect(settingsOf({ url: 'https://git.example/a' })).toMatchObject({
    'protocol.allow': 'never',
    'protocol.https.allow': 'always',
    'http.followRedirects': 'false',
    'http.proxy': '',
    'credential.helper': '',
    'core.hooksPath': '/dev/null',
    'submodule.recurse': 'false',
  });
});

it.each([
  ['token', 'oauth2:token'],
  ['user:token', 'user:token'],
])('the token %s is sent as %s', (token, pair) => {
  const { 'http.extraHeader': header } = settingsOf({ url: 'https://git.example/a', token });
  expect(header).toBe(`Authorization: Basic ${Buffer.from(pair).toString('base64')}`);
});
