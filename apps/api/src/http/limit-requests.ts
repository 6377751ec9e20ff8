import type { RequestHandler, Response } from 'express';
import { AppError } from '../app-error.ts';
import type { TakesPushes } from '../modules/sync/index.ts';
import type { WithPrincipal } from './identify.ts';
import type { Allowance, RequestLimit } from './request-limit.ts';

/** Counts each request for its caller, and says in headers how many more there may be. Goes behind `identify`. */
export function limitRequests(limit: RequestLimit): RequestHandler {
  return async (request: WithPrincipal, response, next) => {
    tell(
      response,
      await counted(response, () => limit.take({ principal: request.principal, address: request.ip ?? '' })),
    );
    next();
  };
}

/**
 * Counts pushes of each repository and address apart, so that nobody else's requests hold them up, nor they others'. One for a
 * repository that takes none is counted as any request: a made-up id is no allowance of its own.
 */
export function limitPushes(
  limit: RequestLimit,
  takesPushes: TakesPushes,
): RequestHandler<{ readonly id: string }> {
  return async (request, response, next) => {
    const { id: repositoryId } = request.params;
    const isPush = await takesPushes(repositoryId);
    await counted(response, () =>
      isPush
        ? limit.takePush({ repositoryId, address: request.ip ?? '' })
        : limit.take({ principal: undefined, address: request.ip ?? '' }),
    );
    next();
  };
}

function tell(response: Response, { limit, remaining, resetSeconds }: Allowance): void {
  response.set({
    'RateLimit-Limit': `${limit}`,
    'RateLimit-Remaining': `${remaining}`,
    'RateLimit-Reset': `${resetSeconds}`,
  });
}

async function counted(response: Response, take: () => Promise<Allowance>): Promise<Allowance> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof AppError)
      response.set('Retry-After', `${Number(error.details['retryAfterSeconds'])}`);
    throw error;
  }
}
