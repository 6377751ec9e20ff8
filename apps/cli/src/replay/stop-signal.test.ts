import { expect, test } from 'vitest';
import { pause, unlessAborted } from './stop-signal.ts';

test('work that ends before the signal gives its value', async () => {
  const { signal } = new AbortController();
  await expect(unlessAborted(signal, Promise.resolve(7))).resolves.toBe(7);
});

test('a wait ends with the reason of the signal, before or while it waits', async () => {
  const controller = new AbortController();
  const waiting = pause(60_000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(pause(60_000, controller.signal)).rejects.toThrow('enough');
});

test('work that fails after the signal is nobody’s unhandled rejection', async () => {
  const controller = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const waiting = unlessAborted(controller.signal, promise);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  reject(new Error('later'));
  await new Promise((resolve) => setImmediate(resolve));
});
