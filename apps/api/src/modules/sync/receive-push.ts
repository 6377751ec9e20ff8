import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { isUuid } from '../../database/uuid.ts';
import { parseGitUrl, type RepositoryService, type RuleRepository } from '../repositories/index.ts';
import { isSigned } from './push-signature.ts';
import type { SyncService } from './sync.service.ts';

/** A request of a git host, as it came. */
export interface Delivery {
  readonly repositoryId: string;
  /** X-GitHub-Event. */
  readonly event: string | undefined;
  /** X-Hub-Signature-256. */
  readonly signature: string | undefined;
  readonly body: Buffer;
}

/** IGNORED: it tells of nothing that the repository is synced from. */
export type Receipt = 'STARTED' | 'IGNORED';

/** Throws UNAUTHENTICATED where it is not signed with the repository's secret, whatever the reason. */
export type ReceivePush = (delivery: Delivery) => Promise<Receipt>;

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
const push = z.object({
  ref: z.string(),
  repository: z.object({ full_name: z.string(), default_branch: z.string() }),
});

/** Whether a repository of this id takes pushes. */
export type TakesPushes = (repositoryId: string) => Promise<boolean>;

/** undefined: there is no such repository, or it has no secret. */
async function secretOf(repositories: RepositoryService, id: string): Promise<string | undefined> {
  return isUuid(id) ? repositories.webhookSecret(id) : undefined;
}

export function createTakesPushes(repositories: RepositoryService): TakesPushes {
  return async (id) => (await secretOf(repositories, id)) !== undefined;
}

export function createReceivePush(
  repositories: RepositoryService,
  sync: Pick<SyncService, 'followPush'>,
): ReceivePush {
  return async ({ repositoryId, event, signature, body }) => {
    const secret = await secretOf(repositories, repositoryId);
    // An unknown repository is answered as a wrong signature is, and not sooner.
    const isRight = isSigned(body, secret ?? randomBytes(32).toString('hex'), signature);
    if (!isRight || secret === undefined)
      throw new AppError(
        'UNAUTHENTICATED',
        'The signature is not by the webhook secret of such a repository.',
      );
    if (event !== 'push') return 'IGNORED';
    const pushed = push.safeParse(parseJson(body));
    if (!pushed.success)
      throw new AppError(
        'BAD_USER_INPUT',
        "The body is no push in GitHub's JSON. Set the content type application/json.",
      );
    if (!concerns(await repositories.get(repositoryId), pushed.data)) return 'IGNORED';
    await sync.followPush(repositoryId);
    return 'STARTED';
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function concerns({ url, ref }: RuleRepository, { ref: pushed, repository }: z.output<typeof push>): boolean {
  const place = parseGitUrl(url ?? '');
  const isPlace = `${place?.owner}/${place?.name}`.toLowerCase() === repository.full_name.toLowerCase();
  const wanted = ref ?? repository.default_branch;
  return isPlace && [`refs/heads/${wanted}`, `refs/tags/${wanted}`, wanted].includes(pushed);
}
