import { expect, test } from 'vitest';

import { parseStartEnv } from './env.ts';

test('hands on what the processes share, and leaves out the rest', () => {
  const env = parseStartEnv({
    KAFKA_BROKERS: 'kafka:9093',
    KAFKA_SSL: 'true',
    KAFKA_PASSWORD: 'secret',
    SLUICE_PREFIX: 'team-a',
    MAX_EVENT_BYTES: '2048',
    DATABASE_URL: '',
    PATH: '/bin',
  });
  expect(env).toMatchObject({ kafkaBrokers: 'kafka:9093', adminEmail: 'admin@sluice.local' });
  expect(env.databaseUrl).toBeUndefined();
  expect(env.sharedSettings).toEqual({
    KAFKA_SSL: 'true',
    KAFKA_PASSWORD: 'secret',
    SLUICE_PREFIX: 'team-a',
    MAX_EVENT_BYTES: '2048',
  });
});
