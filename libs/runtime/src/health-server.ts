import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HealthServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** What stands in the way of readiness, by part; empty when ready. */
export type ReadinessFaults = Readonly<Record<string, string>>;

/**
 * Answers `GET /health/live` (200 while the process runs) and `GET /health/ready` (200, or 503 with what is missing)
 * on a port of its own, for processes without an HTTP interface.
 */
export async function startHealthServer(
  port: number,
  readiness: () => ReadinessFaults,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const isReady = request.url === '/health/ready';
    if (!isReady && request.url !== '/health/live') {
      response.writeHead(404).end();
      return;
    }
    const faults = isReady ? readiness() : {};
    const status = Object.keys(faults).length === 0 ? 200 : 503;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: status === 200 ? 'ok' : 'unavailable', faults }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
