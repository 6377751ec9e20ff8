import type { RequestHandler } from 'express';
import type { ReceivePush } from '../modules/sync/index.ts';

/** A git host tells of a push: the signature of the body says that it is the host. */
export function receivePush(receive: ReceivePush): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const body: unknown = request.body;
    const receipt = await receive({
      repositoryId: request.params.id,
      event: request.get('x-github-event'),
      signature: request.get('x-hub-signature-256'),
      body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    });
    response.status(202).json({ receipt });
  };
}
