import { expect, it } from 'vitest';
import { RecordRefusedError, type Producer, type RecordToSend } from '@sluice/kafka';
import { createBatchWriter, WriteAbandonedError, type PlannedWrite } from './batch-writer.ts';

const record = (value: string): RecordToSend => ({ topic: 't', key: null, value });
const planned = (value: string): PlannedWrite => ({
  record: record(value),
  onRefused: () => ({ record: { topic: 'dead', key: null, value }, onRefused: () => 'drop' }),
});

/** A Kafka that takes everything but the values in `refused`, and fails `failures` times first. */
function fakeKafka(refused: readonly string[], failures = 0) {
  const written: RecordToSend[] = [];
  let left = failures;
  const producer: Producer = {
    send(records) {
      if (left-- > 0) return Promise.reject(new Error('broker is away'));
      if (records.some(({ topic, value }) => topic === 't' && refused.includes(String(value)))) {
        return Promise.reject(new RecordRefusedError('MESSAGE_TOO_LARGE', undefined));
      }
      written.push(...records);
      return Promise.resolve();
    },
    sendInTransaction: () => Promise.reject(new Error('not used')),
    close: () => Promise.resolve(),
  };
  return { open: () => Promise.resolve(producer), written };
}

const context = (blocked: (string | undefined)[] = []) => ({
  isActive: () => true,
  heartbeat: () => Promise.resolve(),
  onBlocked: (reason: string | undefined) => void blocked.push(reason),
});

it('a record that Kafka refuses is replaced by a dead letter; the others are written once, in order', async () => {
  const kafka = fakeKafka(['c']);
  const writer = await createBatchWriter(kafka.open, 1);
  await writer.write(['a', 'b', 'c', 'd', 'e'].map(planned), context());
  expect(kafka.written.map(({ topic, value }) => `${topic}:${String(value)}`)).toEqual([
    't:a',
    't:b',
    'dead:c',
    't:d',
    't:e',
  ]);
});

it('a record that may be missing is dropped where it is refused; one that may not blocks', async () => {
  const kafka = fakeKafka(['a', 'b']);
  const writer = await createBatchWriter(kafka.open, 1);
  await writer.write([{ record: record('a'), onRefused: () => 'drop' }], context());
  expect(kafka.written).toHaveLength(0);
  const blocked: (string | undefined)[] = [];
  const once = { ...context(blocked), isActive: () => blocked.length < 2 };
  const stubborn: PlannedWrite = { record: record('b'), onRefused: () => 'wait' };
  await expect(writer.write([stubborn], once)).rejects.toThrow(WriteAbandonedError);
  expect(blocked[0]).toContain('MESSAGE_TOO_LARGE');
});

it('while Kafka is away the writer waits, says so, and drops nothing', async () => {
  const kafka = fakeKafka([], 1);
  const blocked: (string | undefined)[] = [];
  const writer = await createBatchWriter(kafka.open, 1);
  await writer.write([planned('a')], context(blocked));
  expect(kafka.written).toHaveLength(1);
  expect(blocked).toEqual([expect.stringContaining('broker is away'), undefined]);
});

it('a consumer that stops is not kept waiting by a Kafka that is away', async () => {
  const writer = await createBatchWriter(fakeKafka([], 99).open, 1);
  const stopped = { ...context(), isActive: () => false };
  await expect(writer.write([planned('a')], stopped)).rejects.toThrow(WriteAbandonedError);
});
