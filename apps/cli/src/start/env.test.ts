import { expect, onTestFinished, test, vi } from 'vitest';

import { withCallersFiles } from '../kafka/env.ts';
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

test('takes certificates from where the caller stands', () => {
  vi.stubEnv('INIT_CWD', '/home/someone');
  onTestFinished(() => void vi.unstubAllEnvs());
  const given = { KAFKA_SSL_CA_FILE: 'ca.pem', KAFKA_SSL_KEY_FILE: '/etc/key.pem', KAFKA_SSL_CERT_FILE: '' };
  expect(withCallersFiles(given)).toEqual({
    KAFKA_SSL_CA_FILE: '/home/someone/ca.pem',
    KAFKA_SSL_KEY_FILE: '/etc/key.pem',
    KAFKA_SSL_CERT_FILE: '',
  });
});
