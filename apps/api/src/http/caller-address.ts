import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';

/** Address of a caller behind so many proxies of ours: as Express tells it of its own requests. */
export function callerAddress(request: IncomingMessage, trustedProxies: number): string {
  return proxyAddress(request, (_address, hop) => hop < trustedProxies);
}
