import type { RequestHandler } from 'express';
import { AppError } from '../app-error.ts';
import type { WithPrincipal } from './identify.ts';
import type { RequestLimit } from './request-limit.ts';

/** Counts each request for its caller, and says in headers how many more there may be. Goes behind `identify`. */
export function limitRequests(limit: RequestLimit): RequestHandler {
  return async (request: WithPrincipal, response, next) => {
    try {
      const allowed = await limit.take({ principal: request.principal, address: request.ip ?? '' });
      response.set({
        'RateLimit-Limit': `${allowed.limit}`,
        'RateLimit-Remaining': `${allowed.remaining}`,
        'RateLimit-Reset': `${allowed.resetSeconds}`,
      });
    } catch (error) {
      if (error instanceof AppError)
        response.set('Retry-After', `${Number(error.details['retryAfterSeconds'])}`);
      throw error;
    }
    next();
  };
}
