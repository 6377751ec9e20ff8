import { percentileOf } from '../sigma/statistics.ts';

export interface Measured {
  readonly name: string;
  readonly timesMs: readonly number[];
  readonly budgetMs: number;
}

/** One line for each: how often, p50, p95, the longest and the budget, in milliseconds; over the budget is marked. */
export function printTable(rows: readonly Measured[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name: string, ...cells: readonly (string | number)[]): string =>
    `${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(8)).join('')}`;
  const head = line('', 'times', 'p50', 'p95', 'max', 'budget');
  const lines = rows.map(({ name, timesMs, budgetMs }) => {
    const p95 = percentileOf(timesMs, 0.95);
    const figures = [percentileOf(timesMs, 0.5), p95, Math.max(...timesMs), budgetMs].map(Math.round);
    return `${line(name, timesMs.length, ...figures)}${p95 > budgetMs ? '  over' : ''}`;
  });
  return [head, ...lines, ''].join('\n');
}
