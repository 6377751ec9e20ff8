import { lookup as resolve, promises as dns, type LookupAddress } from 'node:dns';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createAddressGuard } from './address-guard.ts';

export type OutboundErrorCode =
  'BAD_REDIRECT' | 'NOT_HTTPS' | 'PRIVATE_ADDRESS' | 'TOO_LARGE' | 'TOO_MANY_REDIRECTS' | 'UNREACHABLE';

/** No answer of a server. The message says why; it names hosts alone, as addresses may hold secrets. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly code: OutboundErrorCode;
  constructor(code: OutboundErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface GetOptions {
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** A longer answer is an error. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface SendOptions extends GetOptions {
  readonly body: string;
}

export interface OutboundResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks other servers, none that a user of Sluice could not reach from outside. */
export interface Outbound {
  /**
   * The answer, whatever its status, after redirects. What may be a secret, such as `authorization`, is not sent on to another
   * origin. Throws OutboundError, or the signal's reason.
   */
  get(url: string, options: GetOptions): Promise<OutboundResponse>;
  /**
   * For programs that connect by themselves: the checked addresses of a host that is named, none where the host is an address
   * that was checked. https alone. Throws OutboundError.
   */
  resolve(url: URL): Promise<readonly string[]>;
  /** Sends a body, by POST or PATCH. A redirect is an answer like any other: what is sent goes to one address alone. Throws as `get`. */
  post(url: string, options: SendOptions): Promise<OutboundResponse>;
  patch(url: string, options: SendOptions): Promise<OutboundResponse>;
}

export interface OutboundOptions {
  /** In CIDR notation, besides the public internet. */
  readonly allowedNetworks: readonly string[];
  /** Whoever runs Sluice set these: any address, and http too. */
  readonly trustedOrigins: readonly string[];
}

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Headers that go along to another origin. */
const HARMLESS = ['accept', 'if-none-match', 'user-agent', 'x-github-api-version'];
/** A server that says nothing for so long is given up. */
const IDLE_MS = 30_000;

/**
 * Guards against requests to inner networks: https alone, and a connection to no other address than the one that was
 * checked, at each redirect anew.
 */
export function createOutbound({ allowedNetworks, trustedOrigins }: OutboundOptions): Outbound {
  const isAllowed = createAddressGuard(allowedNetworks);
  const trusted = new Set(trustedOrigins.map((origin) => new URL(origin).origin));

  const refused = (host: string, address: string): OutboundError =>
    new OutboundError(
      'PRIVATE_ADDRESS',
      `${host} has the address ${address}, which is not of the public internet; ALLOWED_PRIVATE_NETWORKS can allow it`,
    );

  /** What connects is given the addresses that are checked here: the name is not looked up again. */
  const checkedLookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const wrong = addresses.find(({ address }) => !isAllowed(address));
      const [first] = addresses;
      if (error !== null) callback(error, []);
      else if (wrong !== undefined) callback(refused(host, wrong.address), []);
      else if (options.all === true || first === undefined) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

  function check(url: URL): void {
    if (url.protocol !== 'https:')
      throw new OutboundError('NOT_HTTPS', `${url.host} is to be asked by ${url.protocol} and not https:`);
    const host = hostOf(url);
    if (isIP(host) > 0 && !isAllowed(host)) throw refused(url.hostname, host);
  }

  function once(
    url: URL,
    { headers, maxBytes, signal }: GetOptions,
    { method, body }: { readonly method: 'GET' | 'POST' | 'PATCH'; readonly body?: string } = {
      method: 'GET',
    },
  ): Promise<OutboundResponse> {
    const isTrusted = trusted.has(url.origin);
    if (!isTrusted) check(url);
    const { request } = url.protocol === 'https:' ? https : http;
    const { promise, resolve: answer, reject } = Promise.withResolvers<OutboundResponse>();
    const fail = (cause: unknown): void => {
      if (signal.aborted) reject(signal.reason);
      else if (cause instanceof OutboundError) reject(cause);
      else reject(new OutboundError('UNREACHABLE', `${url.host} can not be reached`, { cause }));
    };
    const connection = {
      ...{ method, headers, signal, agent: false, timeout: IDLE_MS },
      ...(isTrusted ? {} : { lookup: checkedLookup }),
    };
    const sent = request(url, connection, (response) => {
      readBody(response, url.host, maxBytes).then(
        (read) => {
          answer({ status: response.statusCode ?? 0, headers: response.headers, body: read });
        },
        (error: unknown) => {
          response.destroy();
          fail(error);
        },
      );
    });
    sent.on('error', fail);
    sent.on('timeout', () => {
      sent.destroy(new OutboundError('UNREACHABLE', `${url.host} said nothing for ${IDLE_MS / 1000} s`));
    });
    sent.end(body);
    return promise;
  }

  async function send(
    method: 'POST' | 'PATCH',
    url: string,
    { body, ...options }: SendOptions,
  ): Promise<OutboundResponse> {
    options.signal.throwIfAborted();
    return once(new URL(url), options, { method, body });
  }

  return {
    async resolve(url) {
      check(url);
      const host = hostOf(url);
      if (isIP(host) > 0) return [];
      const found = await lookupAll(host).catch((cause: unknown) => {
        throw new OutboundError('UNREACHABLE', `${host} has no address`, { cause });
      });
      const wrong = found.find(({ address }) => !isAllowed(address));
      if (wrong !== undefined) throw refused(host, wrong.address);
      return found.map(({ address }) => address);
    },
    post: (url, options) => send('POST', url, options),
    patch: (url, options) => send('PATCH', url, options),
    async get(start, options) {
      let url = new URL(start);
      let { headers } = options;
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
        options.signal.throwIfAborted();
        const response = await once(url, { ...options, headers });
        const { location } = response.headers;
        if (!REDIRECTS.includes(response.status) || location === undefined) return response;
        const next = URL.parse(location, url.href);
        if (next === null) throw new OutboundError('BAD_REDIRECT', `${url.host} redirects to no address`);
        if (next.origin !== url.origin) headers = harmless(headers);
        url = next;
      }
      throw new OutboundError('TOO_MANY_REDIRECTS', `${url.host} redirects more than ${MAX_REDIRECTS} times`);
    },
  };
}

/** Of an address of IPv6 without its brackets. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

const lookupAll = (host: string): Promise<LookupAddress[]> => dns.lookup(host, { all: true });

/** What says nothing of who asks: an API key may stand in a header of any name. */
function harmless(headers: GetOptions['headers']): GetOptions['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => HARMLESS.includes(name)));
}

async function readBody(response: IncomingMessage, host: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes)
      throw new OutboundError('TOO_LARGE', `the answer of ${host} is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
