import { performance } from 'node:perf_hooks';

/** Runs `ask` again and again, `clients` at once, until it ran `count` times; returns how long each took, in milliseconds. */
export async function askAtOnce(
  clients: number,
  count: number,
  ask: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const start = performance.now();
      await ask(index);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}
