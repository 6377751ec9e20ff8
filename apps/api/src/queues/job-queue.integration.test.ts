import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@sluice/embedded';
import { createLogger } from '@sluice/runtime';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { newDatabase } from '../testing/start-test-api.ts';
import { defineJob, implementJob } from './job.ts';
import { startJobQueue } from './job-queue.ts';

let folder: string;
let redis: Awaited<ReturnType<typeof startRedis>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-redis-'));
  redis = await startRedis({ dataDir: folder });
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

const greet = defineJob({ name: 'greet', payload: z.object({ name: z.string() }) });
const sing = defineJob({ name: 'sing', payload: z.object({}), isLong: true });
const log = createLogger('queue', 'silent');

describe.each(['Postgres', 'Redis'])('jobs on %s', (backend) => {
  async function startQueue(
    onRun: (name: string) => Promise<void> | void,
    databaseUrl?: string,
    onSing: () => Promise<void> = () => Promise.resolve(),
  ) {
    const queue = await startJobQueue({
      databaseUrl: databaseUrl ?? (await newDatabase()),
      redisUrl: backend === 'Redis' ? redis.url : undefined,
      log,
      jobs: [implementJob(greet, async ({ name }) => onRun(name)), implementJob(sing, onSing)],
    });
    onTestFinished(() => queue.stop());
    return queue;
  }

  it('run with their payload', async () => {
    const ran: string[] = [];
    const queue = await startQueue((name) => void ran.push(name));
    await queue.add(greet, randomUUID(), { name: 'Ada' });
    await vi.waitFor(() => {
      expect(ran).toEqual(['Ada']);
    }, 10_000);
  });

  it('tell where they are kept, and how many wait and run', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const queue = await startQueue(() => released);
    for (let count = 0; count < 6; count += 1) await queue.add(greet, randomUUID(), { name: 'Ada' });
    const version = backend === 'Redis' ? (expect.stringMatching(/^\d+\.\d+/) as string) : undefined;
    await vi.waitFor(async () => {
      expect(await queue.state()).toEqual({ backend: backend.toUpperCase(), version, waiting: 2, active: 4 });
    }, 10_000);
    release();
  });

  it('that are long hold up no others', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const ran: string[] = [];
    const queue = await startQueue(
      (name) => void ran.push(name),
      undefined,
      () => released,
    );
    for (let count = 0; count < 6; count += 1) await queue.add(sing, randomUUID(), {});
    await queue.add(greet, randomUUID(), { name: 'Ada' });
    await vi.waitFor(async () => {
      expect(ran).toEqual(['Ada']);
      expect(await queue.state()).toMatchObject({ waiting: 2, active: 4 });
    }, 10_000);
    release();
  });

  it('of one id are not added again while the first waits or runs', async () => {
    const ran: string[] = [];
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const queue = await startQueue(async (name) => {
      ran.push(name);
      await released;
    });
    const id = randomUUID();
    await queue.add(greet, id, { name: 'once' });
    await queue.add(greet, id, { name: 'twice' });
    await queue.add(greet, randomUUID(), { name: 'other' });
    release();
    await vi.waitFor(() => {
      expect(ran).toContain('other');
    }, 10_000);
    expect(ran).toEqual(['once', 'other']);
  });

  it('run again and again', async () => {
    let runs = 0;
    const queue = await startQueue(() => void runs++);
    await queue.every(greet, 200, { name: 'tick' });
    await vi.waitFor(() => {
      expect(runs).toBeGreaterThan(2);
    }, 10_000);
  });

  it('run at the times of a pattern', async () => {
    const atMs: number[] = [];
    const queue = await startQueue((name) => void (name === 'bell' && atMs.push(Date.now())));
    await queue.at(greet, '*/2 * * * * *', { name: 'bell' });
    await vi.waitFor(() => {
      expect(atMs.length).toBeGreaterThan(1);
    }, 10_000);
    expect(atMs.map((ms) => Math.floor(ms / 1000) % 2)).toEqual(atMs.map(() => 0));
    await queue.at(greet, '0 3 1 1 *', { name: 'bell' });
  });

  it('of two replicas run once', async () => {
    const databaseUrl = await newDatabase();
    const ran: string[] = [];
    // On Redis, what runs again and again since another test runs here, too.
    const onRun = (name: string): void => void (!['tick', 'bell'].includes(name) && ran.push(name));
    const replicas = [await startQueue(onRun, databaseUrl), await startQueue(onRun, databaseUrl)];
    const names = Array.from({ length: 20 }, (_, n) => `job ${n}`);
    await Promise.all(names.map((name, n) => replicas[n % 2]!.add(greet, randomUUID(), { name })));
    await vi.waitFor(() => {
      expect(new Set(ran).size).toBe(20);
    }, 10_000);
    await replicas[0]?.add(greet, randomUUID(), { name: 'last' });
    await vi.waitFor(() => {
      expect(ran).toContain('last');
    }, 10_000);
    expect(ran).toHaveLength(21);
  });

  it('with a payload of another shape are refused before they are added', async () => {
    const queue = await startQueue(() => undefined);
    await expect(queue.add(greet, randomUUID(), { name: 5 as never })).rejects.toThrow(z.ZodError);
  });
});

it('a job without an implementation is a fault that shows at once', async () => {
  const queue = await startJobQueue({ databaseUrl: await newDatabase(), redisUrl: undefined, log, jobs: [] });
  onTestFinished(() => queue.stop());
  await expect(queue.add(greet, '1', { name: 'x' })).rejects.toThrow('no implementation');
});
