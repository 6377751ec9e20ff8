import { expect, it } from 'vitest';
import { z } from 'zod';
import { EnvError, kafkaEnv, readEnv } from './read-env.ts';

it('all faults are told at once, by name', () => {
  const read = (): unknown => readEnv({ PORT: z.coerce.number(), URL: z.url() }, { PORT: 'x' });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(/PORT: Invalid[\s\S]*URL: is not set/);
});

it('an empty variable counts as absent', () => {
  expect(readEnv({ MODE: z.string().default('plain') }, { MODE: '' })).toEqual({ MODE: 'plain' });
});

it('brokers are a list, and the prefix has a default', () => {
  expect(readEnv(kafkaEnv, { KAFKA_BROKERS: 'a:1, b:2' })).toMatchObject({
    KAFKA_BROKERS: ['a:1', 'b:2'],
    SLUICE_PREFIX: 'sluice',
    KAFKA_SSL: false,
  });
});
