import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOutbound, OutboundError, type Outbound } from './outbound.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const get = (outbound: Outbound, url: string, signal = new AbortController().signal) =>
  outbound.get(url, {
    headers: { authorization: 'Bearer secret', client_secret_id: 'secret key' },
    maxBytes: 1_000,
    signal,
  });

const failure = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => 'no failure',
    (reason: unknown) => reason,
  );
  return error instanceof OutboundError ? error.code : String(error);
};

describe('a request to what users name', () => {
  const outbound = createOutbound({ allowedNetworks: [], trustedOrigins: [] });
  it.each([
    ['http://example.com/', 'NOT_HTTPS'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
    ['https://127.0.0.1/', 'PRIVATE_ADDRESS'],
    ['https://2130706433/', 'PRIVATE_ADDRESS'],
    ['https://0x7f.1/', 'PRIVATE_ADDRESS'],
    ['https://[::1]/', 'PRIVATE_ADDRESS'],
    ['https://[::ffff:169.254.169.254]/', 'PRIVATE_ADDRESS'],
    ['https://localhost/', 'PRIVATE_ADDRESS'],
  ])('%s is refused: %s', async (url, code) => {
    expect(await failure(get(outbound, url))).toBe(code);
  });
});

it('a network that is allowed is asked, by https alone', async () => {
  const url = await serve((_request, response) => response.end('plain'));
  const outbound = createOutbound({ allowedNetworks: ['127.0.0.0/8', '::1/128'], trustedOrigins: [] });
  expect(await failure(get(outbound, url))).toBe('NOT_HTTPS');
  // It connects, and finds a server that speaks no TLS.
  expect(await failure(get(outbound, url.replace('http:', 'https:')))).toBe('UNREACHABLE');
});

describe('a server that redirects', () => {
  it.each([
    ['http://169.254.169.254/latest/meta-data', 'NOT_HTTPS'],
    ['https://10.0.0.1/', 'PRIVATE_ADDRESS'],
    ['https://localhost:1/', 'PRIVATE_ADDRESS'],
    ['//[', 'BAD_REDIRECT'],
    ['/again', 'TOO_MANY_REDIRECTS'],
  ])('to %s is refused: %s', async (location, code) => {
    const url = await serve((_request, response) => response.writeHead(302, { location }).end());
    expect(await failure(get(createOutbound({ allowedNetworks: [], trustedOrigins: [url] }), url))).toBe(
      code,
    );
  });

  it('to another origin takes no authorisation or API key with it', async () => {
    const seen: unknown[] = [];
    const second = await serve((request, response) => {
      seen.push([request.headers.authorization, request.headers['client_secret_id']]);
      response.end('here');
    });
    const first = await serve((request, response) => {
      seen.push([request.headers.authorization, request.headers['client_secret_id']]);
      const location = request.url === '/' ? '/same' : second;
      response.writeHead(302, { location }).end();
    });
    const outbound = createOutbound({ allowedNetworks: [], trustedOrigins: [first, second] });
    expect(String((await get(outbound, first)).body)).toBe('here');
    expect(seen).toEqual([
      ['Bearer secret', 'secret key'],
      ['Bearer secret', 'secret key'],
      [undefined, undefined],
    ]);
  });
});

it('an answer that is too long, and a server that is away, are errors', async () => {
  const url = await serve((_request, response) => response.end('x'.repeat(1_001)));
  const outbound = createOutbound({ allowedNetworks: [], trustedOrigins: [url, 'http://127.0.0.1:1'] });
  expect(await failure(get(outbound, url))).toBe('TOO_LARGE');
  expect(await failure(get(outbound, 'http://127.0.0.1:1/'))).toBe('UNREACHABLE');
});

it('who gives up gets their own reason', async () => {
  const url = await serve(() => undefined);
  const outbound = createOutbound({ allowedNetworks: [], trustedOrigins: [url] });
  const controller = new AbortController();
  const asked = get(outbound, url, controller.signal);
  controller.abort(new Error('enough'));
  expect(await failure(asked)).toBe('Error: enough');
});
