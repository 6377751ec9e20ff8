import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../database/data-source.ts';
import { newDatabase } from '../../testing/start-test-api.ts';
import { createLoginLimit, type LimitedBy, type LoginLimit } from './login-limit.ts';

let database: DataSource;
let limit: LoginLimit;
beforeAll(async () => {
  database = await createDataSource(await newDatabase()).initialize();
  await database.runMigrations();
  limit = createLoginLimit(database);
});
afterAll(() => database.destroy());

const user = (name: string): LimitedBy[] => [{ kind: 'user', name }];

async function fail(keys: LimitedBy[], times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await limit.take(keys);
}

/** Lets time go by for everything that is counted. */
async function pass(interval: string): Promise<void> {
  await database.query(
    'UPDATE login_failures SET blocked_until = blocked_until - $1::interval, forget_at = forget_at - $1::interval',
    [interval],
  );
}

it('the wait doubles from a minute to fifteen, with one attempt after each', async () => {
  await fail(user('a'), 10);
  for (const minutes of [1, 2, 4, 8, 15, 15]) {
    await expect(limit.take(user('a'))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterSeconds: minutes * 60 },
    });
    await pass(`${minutes} minutes`);
    await limit.take(user('a'));
  }
});

it('a login that succeeds, and a day without failure, make all forgotten', async () => {
  await fail(user('b'), 9);
  await limit.succeed(user('b'));
  await fail(user('b'), 10);
  await expect(limit.take(user('b'))).rejects.toThrow('Too many failed logins');
  await pass('25 hours');
  await fail(user('b'), 10);
  await expect(limit.take(user('b'))).rejects.toThrow('Too many failed logins');
  await pass('25 hours');
  await limit.removeForgotten();
  expect(await database.query('SELECT FROM login_failures')).toEqual([]);
});

it('what is refused for one key is not counted for the other', async () => {
  const address: LimitedBy = { kind: 'address', name: '192.0.2.1' };
  await fail(user('c'), 10);
  for (let count = 0; count < 60; count += 1)
    await expect(limit.take([address, ...user('c')])).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await fail([address], 50);
  await expect(limit.take([address])).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await expect(limit.take([address, ...user('d')])).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});
