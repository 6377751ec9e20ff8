import { describe, expect, it } from 'vitest';
import { createAddressGuard } from '../../outbound/address-guard.ts';
import { checkGitUrl, checkPatterns, checkRef, parseGitUrl } from './git-source.ts';

const HOSTS = { githubHosts: ['github.com'], isAllowed: createAddressGuard(['10.1.0.0/16']) };

it.each([
  'https://github.com/SigmaHQ/sigma',
  'https://github.com/SigmaHQ/sigma/',
  'https://github.com/SigmaHQ/sigma.git',
  ' https://GitHub.com/SigmaHQ/sigma ',
])('%j is one repository', (text) => {
  expect(checkGitUrl(text, HOSTS)).toBe('https://github.com/SigmaHQ/sigma');
});

describe('no repository that can be synced', () => {
  it.each([
    'http://github.com/SigmaHQ/sigma',
    'ssh://git@github.com/SigmaHQ/sigma',
    'https://user:secret@github.com/SigmaHQ/sigma',
    'https://10.2.3.4/a/b',
    'https://[::1]/a/b',
    'https://0x7f.1/a/b',
    'https://gitlab.example./a/b',
    'https://gitlab.example/',
    'https://gitlab.example/a/../%2e%2e/',
    'https://gitlab.example/a b',
    'https://gitlab.example/a;b',
    'https://token@gitlab.example/a/b',
    'http://gitlab.example/a/b',
    'https://169.254.169.254/latest/meta-data',
    'https://github.com/SigmaHQ',
    'https://github.com/SigmaHQ/..',
    'https://github.com/SigmaHQ/sigma/tree/master',
    'https://github.com/SigmaHQ/sigma?token=1',
    'file:///etc/passwd',
    '',
  ])('%j', (text) => {
    expect(() => checkGitUrl(text, HOSTS)).toThrow('https://github.com/<owner>/<name>');
    expect(() => checkGitUrl(text, HOSTS)).not.toThrow('secret');
  });
});

it.each([
  ['https://gitlab.example/group/sub/rules.git', 'https://gitlab.example/group/sub/rules.git'],
  [' https://GitLab.example:8443/rules/ ', 'https://gitlab.example:8443/rules'],
  ['https://github.com.other.example/SigmaHQ/sigma', 'https://github.com.other.example/SigmaHQ/sigma'],
  ['https://10.1.2.3/rules', 'https://10.1.2.3/rules'],
])('%j is a repository of another host', (text, canonical) => {
  expect(checkGitUrl(text, HOSTS)).toBe(canonical);
});

it('the parts of an address are read', () => {
  expect(parseGitUrl('https://ghe.example/a/b.c')).toEqual({ host: 'ghe.example', owner: 'a', name: 'b.c' });
});

it.each(['master', 'feature/x', 'v1.2', '1a2b3c', 'r2024-01-01+1'])('%j is a ref', (ref) => {
  expect(checkRef(ref)).toBe(ref);
});

it.each(['', '/a', 'a/', '-a', 'a..b', 'a//b', 'a b', 'a?x=1', 'a#b', 'a%2f', 'a.', 'ä', 'a'.repeat(201)])(
  '%j is no ref',
  (ref) => {
    expect(() => checkRef(ref)).toThrow('no name of a branch');
  },
);

it('folders are kept in one form', () => {
  expect(checkPatterns(['rules/', './rules', '/a/b/', '!a/**/*.yml', ' x '])).toEqual([
    ...['rules', 'rules', 'a/b', '!a/**/*.yml', 'x'],
  ]);
});

it.each(['', '!', '/', '../a', 'a/../b', '{a,b}', '[a-z]', '+(a)', '*'.repeat(11), 'a'.repeat(201)])(
  '%j is no folder',
  (pattern) => {
    expect(() => checkPatterns([pattern])).toThrow('no folder or pattern');
  },
);
