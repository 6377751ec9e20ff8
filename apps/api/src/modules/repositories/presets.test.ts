import { createAddressGuard } from '../../outbound/address-guard.ts';
import { expect, it } from 'vitest';
import { checkGitUrl, checkPatterns, checkRef } from './git-source.ts';
import { repositoryPresets } from './presets.ts';

const HOSTS = { githubHosts: ['github.com'], isAllowed: createAddressGuard([]) };

it.each(repositoryPresets)('$id can be taken as it stands', ({ url, ref, folders }) => {
  expect(checkGitUrl(url, HOSTS)).toBe(url);
  expect(checkRef(ref)).toBe(ref);
  expect(checkPatterns(folders)).toEqual(folders);
});

it('each has a name of its own', () => {
  expect(new Set(repositoryPresets.map(({ id }) => id)).size).toBe(repositoryPresets.length);
  expect(new Set(repositoryPresets.map(({ name }) => name)).size).toBe(repositoryPresets.length);
});
