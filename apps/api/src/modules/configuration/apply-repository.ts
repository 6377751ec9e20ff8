import { AppError } from '../../app-error.ts';
import type { Actor } from '../audit/index.ts';
import { RepositoryType, type RepositoryService, type RuleRepository } from '../repositories/index.ts';
import type { DocumentedRepository } from './document.ts';

/** Throws what the service throws. */
export async function createRepository(
  actor: Actor,
  repositories: RepositoryService,
  { name, description, git, socPrime }: DocumentedRepository,
): Promise<RuleRepository> {
  if (git !== undefined) return (await repositories.createGit(actor, { name, description, git })).value;
  if (socPrime === undefined) return (await repositories.create(actor, { name, description })).value;
  return (await repositories.createSocPrime(actor, { name, description, socPrime })).value;
}

/** Throws BAD_USER_INPUT where the rules would come from elsewhere altogether; and what the service throws. */
export async function updateRepository(
  actor: Actor,
  repositories: RepositoryService,
  { description, git, socPrime }: DocumentedRepository,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const { type, platformId } = await repositories.get(id);
  const wanted =
    git === undefined
      ? socPrime === undefined
        ? RepositoryType.LOCAL
        : RepositoryType.SOC_PRIME
      : RepositoryType.GIT;
  if (type !== wanted || (socPrime !== undefined && socPrime.platformId !== platformId))
    throw new AppError(
      'BAD_USER_INPUT',
      `it is ${type}${platformId === null ? '' : ` with the platformId ${platformId}`} here: delete it first, or give it another name in the document`,
    );
  await repositories.update(actor, { id, version, description, git, schedule: socPrime });
}

/** The sources as they are kept, so that the same ones are known as the same. Throws BAD_USER_INPUT with the name. */
export function canonicalRepository(
  repositories: RepositoryService,
  repository: DocumentedRepository,
): DocumentedRepository {
  const { git, socPrime } = repository;
  try {
    return {
      ...repository,
      ...(git === undefined ? {} : { git: repositories.canonical(git) }),
      ...(socPrime === undefined ? {} : { socPrime: repositories.canonical(socPrime) }),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = `repositories "${repository.name}": ${error.message}`;
    throw new AppError(error.code, message, error.details, { cause: error });
  }
}
