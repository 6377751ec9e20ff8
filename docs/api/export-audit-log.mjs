// The audit log from a time on, newest first, as lines of JSON: a stream, however long it is. Scope: AUDIT_READ.
//
//   SLUICE_URL=http://127.0.0.1:4000 SLUICE_TOKEN=sluice_… node export-audit-log.mjs 2026-11-21T00:00:00Z
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const { SLUICE_URL = 'http://127.0.0.1:4000', SLUICE_TOKEN } = process.env;
const [from] = process.argv.slice(2);

const url = `${SLUICE_URL}/export/audit-log.ndjson?from=${encodeURIComponent(from)}`;
const response = await fetch(url, { headers: { authorization: `Bearer ${SLUICE_TOKEN}` } });
if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
await pipeline(Readable.fromWeb(response.body), process.stdout);
