import type { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { AppError } from '../../app-error.ts';
import { changeConfiguration } from './change.ts';

const database = { transaction: (work: (manager: object) => unknown) => work({}) } as unknown as DataSource;

it('a record that is too large for the topic is refused by its key, counted in bytes', async () => {
  const value = 'ä'.repeat(2 * 1024 * 1024 + 1);
  const change = changeConfiguration(database, ({ publish }) => {
    publish([{ key: 'rule/7', value }]);
    return Promise.resolve();
  });
  await expect(change).rejects.toThrow(AppError);
  await expect(change).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringMatching(/^rule\/7 takes 4194306 bytes .* at most 4194304/) as string,
  });
});
