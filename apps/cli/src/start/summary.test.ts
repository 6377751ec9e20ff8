import type { Stack } from '@sluice/embedded';
import { expect, test } from 'vitest';

import { summary, type Started } from './summary.ts';

const started: Started = {
  stack: {
    databaseUrl: 'postgres://sluice:secret@127.0.0.1:5432/sluice',
    kafkaBrokers: '127.0.0.1:9092',
    api: { url: 'http://127.0.0.1:4000' },
    web: { url: 'http://127.0.0.1:3000' },
  } as unknown as Stack,
  adminEmail: 'admin@sluice.local',
  passwordLines: [],
  seconds: 12.34,
  hasDemo: true,
};

test('tells the password of the first start, and that of no other part', () => {
  const lines = ['api | First start. Log in as admin@sluice.local with the password x-Y_9'];
  const told = summary({ ...started, passwordLines: lines });
  expect(told).toContain('  Password    x-Y_9 (shown only now)\n');
  expect(told).toContain('  Postgres    postgres://sluice@127.0.0.1:5432/sluice\n');
  expect(told).not.toContain('secret');
});

test('says from the second start on where the password is from', () => {
  expect(summary(started)).toContain('  Password    as of the first start\n');
});
