import type { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { AppError } from '../../app-error.ts';
import { systemActor } from '../audit/index.ts';
import { changeConfiguration } from './change.ts';

const database = { transaction: (work: (manager: object) => unknown) => work({}) } as unknown as DataSource;

it('a record that is too large for the topic is refused by its key, counted in bytes', async () => {
  const value = 'ä'.repeat(2 * 1024 * 1024 + 1);
  const change = changeConfiguration(database, systemActor('test'), ({ publish }) => {
    publish([{ key: 'rule/7', value }]);
    return Promise.resolve();
  });
  await expect(change).rejects.toThrow(AppError);
  await expect(change).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringMatching(/^rule\/7 takes 4194306 bytes .* at most 4194304/) as string,
  });
});

it('a change by a user that the audit log is not told of is a bug', async () => {
  const actor = { ...systemActor('test'), userId: 'u' };
  const change = changeConfiguration(database, actor, ({ publish }) => {
    publish([{ key: 'rule/7', value: null }]);
    return Promise.resolve();
  });
  await expect(change).rejects.toThrow('is not told to the audit log');
});
