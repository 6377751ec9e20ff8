import { ArchiveError } from '@sluice/archive';
import { expect, it } from 'vitest';
import { OutboundError } from '../../outbound/outbound.ts';
import { RepositoryType, type RuleRepository } from '../repositories/index.ts';
import { createFetchRules, type FetchRequest } from './fetch-rules.ts';
import { SyncError } from './sync-error.ts';

const request: FetchRequest = {
  repository: {
    type: RepositoryType.GIT,
    url: 'https://github.com/a/b',
    ref: null,
    folders: ['rules'],
  } as unknown as RuleRepository,
  ...{ token: undefined, commit: undefined, known: undefined, signal: AbortSignal.timeout(10_000) },
};

/** Of a repository whose archive can't be had. */
function fetchWithout(cause: Error) {
  return createFetchRules({
    github: {
      findCommit: () => Promise.resolve('a'.repeat(40)),
      downloadArchive: () => Promise.reject(new SyncError('GitHub is not asked.', { cause })),
    },
    githubHosts: ['github.com'],
    socPrime: () => Promise.reject(new Error('not asked')),
    byGit: () => Promise.resolve({ commit: 'by git', files: [] }),
  })(request);
}

it.each([
  new OutboundError('TOO_LARGE', 'the answer is longer than 1 byte'),
  new ArchiveError('ARCHIVE_TOO_LARGE', 'more than 1 byte'),
  new ArchiveError('ARCHIVE_TOO_MANY_ENTRIES', 'more than 1 entry'),
])('a repository of GitHub of which %s is fetched by git', async (cause) => {
  expect(await fetchWithout(cause)).toEqual({ commit: 'by git', files: [] });
});

it.each([new OutboundError('UNREACHABLE', 'away'), new ArchiveError('ARCHIVE_BROKEN', 'cut short')])(
  'a run ends where %s',
  async (cause) => {
    await expect(fetchWithout(cause)).rejects.toThrow(SyncError);
  },
);
