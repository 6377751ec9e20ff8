import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { attackBundle, techniqueObject } from './testing/attack-bundle.ts';
import { codeOf, dataOf } from './testing/operations.ts';
import { startTestApi, type Answer, type TestApi } from './testing/start-test-api.ts';

interface Catalogue {
  readonly url: string | null;
  readonly version: number;
  readonly attackVersion: string | null;
  readonly loadedAt: string | null;
  readonly checkedAt: string | null;
  readonly error: string | null;
}

const CATALOGUE =
  'url intervalHours version domain name attackVersion modifiedAt loadedAt loadedBy checkedAt error';
const UPLOAD_CATALOGUE = `mutation ($input: UploadAttackCatalogueInput!) {
  uploadAttackCatalogue(input: $input) { catalogue { ${CATALOGUE} } } }`;
const UPDATE_SOURCE = `mutation ($input: UpdateAttackSourceInput!) {
  updateAttackSource(input: $input) { catalogue { ${CATALOGUE} } } }`;

/** Serves one bundle after the other, with an ETag, and remembers how it answered. */
async function startBundleServer() {
  const statuses: number[] = [];
  let [body, status] = ['', 200];
  const server = createServer((request, response) => {
    const etag = `"${body.length}"`;
    const answered = status === 200 && request.headers['if-none-match'] === etag ? 304 : status;
    statuses.push(answered);
    response.writeHead(answered, { etag }).end(answered === 200 ? body : undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses,
    serve(text: string, answerStatus = 200) {
      [body, status] = [text, answerStatus];
    },
  };
}

const read = async (api: TestApi): Promise<Catalogue> =>
  dataOf<{ attackCatalogue: Catalogue }>(await api.run(`{ attackCatalogue { ${CATALOGUE} } }`))
    .attackCatalogue;

function uploadCatalogue(api: TestApi, bundle: string | Buffer): Promise<Answer> {
  return api.run(UPLOAD_CATALOGUE, { input: { contentBase64: Buffer.from(bundle).toString('base64') } });
}

async function auditCount(api: TestApi): Promise<number> {
  const { auditLog } = dataOf<{ auditLog: { edges: unknown[] } }>(
    await api.run('{ auditLog(filter: {objectTypes: [ATTACK_CATALOGUE]}, first: 200) { edges { cursor } } }'),
  );
  return auditLog.edges.length;
}

describe('a catalogue that is uploaded', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it('tells its version; uploaded again, it changes nothing', async () => {
    expect(codeOf(await api.run('{ attackMatrix { techniqueCount } }'))).toBe('CONFLICT');
    const first = await uploadCatalogue(api, gzipSync(attackBundle('17.1')));
    expect(dataOf<object>(first)).toMatchObject({
      uploadAttackCatalogue: {
        catalogue: {
          ...{ url: null, domain: 'enterprise-attack', name: 'Enterprise ATT&CK', attackVersion: '17.1' },
          ...{ modifiedAt: '2025-04-25T14:41:40.982Z', loadedBy: 'admin@sluice.local', error: null },
        },
      },
    });
    const before = [await read(api), await auditCount(api)];
    dataOf(await uploadCatalogue(api, attackBundle('17.1')));
    expect([await read(api), await auditCount(api)]).toEqual(before);
    dataOf(await uploadCatalogue(api, attackBundle('18.0')));
    expect(await read(api)).toMatchObject({ attackVersion: '18.0' });
    expect(await auditCount(api)).toBe(2);
  });

  it('with names that Postgres does not take, and tactics twice, is taken as far as it goes', async () => {
    const strange = techniqueObject('T1999', 'a\u0000b\ud800', ['execution', 'execution', 'no-such']);
    const twice = JSON.parse(attackBundle('1', [strange])) as { objects: unknown[] };
    dataOf(
      await uploadCatalogue(api, JSON.stringify({ ...twice, objects: [...twice.objects, ...twice.objects] })),
    );
    const matrix = await api.run('{ attackMatrix { tactics { shortName techniques { id name } } } }');
    const { tactics } = dataOf<{
      attackMatrix: { tactics: { shortName: string; techniques: { id: string; name: string }[] }[] };
    }>(matrix).attackMatrix;
    expect(tactics.map(({ shortName }) => shortName)).toEqual(['execution', 'defense-evasion']);
    expect(tactics[0]?.techniques.filter(({ id }) => id === 'T1999')).toEqual([
      { id: 'T1999', name: 'a\ufffdb\ufffd' },
    ]);
  });

  const object = (fields: string): string => `{"type":"bundle","objects":[${fields}]}`;
  it.each<readonly [what: string, bundle: string | Buffer, reason: string]>([
    ['nothing', '', 'missing at byte 0'],
    ['no JSON', 'objects', 'missing at byte 0'],
    ['a list', '[]', 'missing at byte 0'],
    ['no objects', '{"type":"bundle"}', 'no list "objects"'],
    ['a broken object', object('{"type":}'), "can't be read"],
    ['no technique', object('{"type":"identity"}'), 'no technique'],
    ['half a gzip', gzipSync(attackBundle('1')).subarray(0, 100), "can't be unpacked"],
    ['a gzip of 200 MiB', gzipSync(Buffer.alloc(200 * 1024 * 1024)), "can't be unpacked"],
    ['an object of 2 MiB', object(`{"type":"${'x'.repeat(2 * 1024 * 1024)}"}`), 'more than 1048576 bytes'],
    ['200,001 objects', object(`${'{},'.repeat(200_000)}{}`), 'more than 200000 objects'],
    [
      '101 tactics',
      object(
        Array.from({ length: 101 }, (_, n) =>
          JSON.stringify({
            ...{ type: 'x-mitre-tactic', id: `t${n}`, name: 'T', x_mitre_shortname: `t${n}` },
            external_references: [
              { source_name: 'mitre-attack', external_id: `TA${String(n).padStart(4, '0')}` },
            ],
          }),
        ).join(',') + `,${JSON.stringify(techniqueObject('T1059', 'S', []))}`,
      ),
      'more than 100 tactics',
    ],
  ])('is refused where it is %s, and what was there stays', async (_, bundle, reason) => {
    const before = await read(api);
    const answer = await uploadCatalogue(api, bundle);
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toContain(reason);
    expect(await read(api)).toEqual(before);
  });
});

it('a catalogue from an address is asked with its ETag; what fails is told, and what was there stays', async () => {
  const server = await startBundleServer();
  server.serve(attackBundle('17.0'));
  const api = await startTestApi({ GITHUB_API_URL: server.url });
  onTestFinished(() => api.stop());

  const update = (input: object) => api.run(UPDATE_SOURCE, { input });
  const checkedAfter = (before: string | null): Promise<Catalogue> =>
    vi.waitFor(
      async () => {
        const now = await read(api);
        if (now.checkedAt === before) throw new Error('not asked yet');
        return now;
      },
      { timeout: 20_000, interval: 50 },
    );
  const syncNow = async (): Promise<Catalogue> => {
    const { checkedAt } = await read(api);
    dataOf(await api.run('mutation { syncAttackCatalogue { catalogue { url } } }'));
    return checkedAfter(checkedAt);
  };

  expect(codeOf(await api.run('mutation { syncAttackCatalogue { catalogue { url } } }'))).toBe('CONFLICT');
  dataOf(await update({ version: 1, url: server.url, intervalHours: 1 }));
  expect(codeOf(await update({ version: 1, intervalHours: 2 }))).toBe('CONFLICT');
  // The same again is no change.
  dataOf(await update({ version: 2, url: server.url, intervalHours: 1 }));
  const first = await checkedAfter(null);
  expect(first).toMatchObject({ url: server.url, version: 2, attackVersion: '17.0', error: null });

  expect(await syncNow()).toMatchObject({ attackVersion: '17.0', loadedAt: first.loadedAt, error: null });
  expect(server.statuses).toEqual([200, 304]);

  server.serve(attackBundle('17.10'));
  const second = await syncNow();
  expect(second).toMatchObject({ attackVersion: '17.10', error: null });

  server.serve('{}', 200);
  expect(await syncNow()).toMatchObject({
    attackVersion: '17.10',
    error: expect.stringContaining('no list "objects"') as string,
  });
  server.serve(attackBundle('18.0'), 500);
  expect(await syncNow()).toMatchObject({
    attackVersion: '17.10',
    error: expect.stringContaining('the status 500') as string,
  });
  server.serve(attackBundle('18.0'));
  expect(await syncNow()).toMatchObject({ attackVersion: '18.0', error: null });

  const elsewhere = await update({ version: 2, url: 'https://169.254.169.254/latest' });
  expect(codeOf(elsewhere)).toBeUndefined();
  expect(await checkedAfter(null)).toMatchObject({
    attackVersion: '18.0',
    error: expect.stringContaining('not of the public internet') as string,
  });
  for (const url of ['ftp://example.org/', 'https://user:secret@example.org/', 'no address'])
    expect(codeOf(await update({ version: 3, url }))).toBe('BAD_USER_INPUT');
  expect(codeOf(await update({ version: 3, intervalHours: 0 }))).toBe('BAD_USER_INPUT');
  dataOf(await update({ version: 3, url: null }));
  expect(await read(api)).toMatchObject({ url: null, attackVersion: '18.0' });
});
