import { percentileOf } from '../sigma/statistics.ts';
import type { ChangeFigures } from './measure-changes.ts';

/** What the changes cost, in milliseconds, as lines of text. */
export function printChanges(figures: ChangeFigures): readonly string[] {
  const lines = [
    `  ${''.padEnd(31)}${'median'.padStart(10)}${'p95'.padStart(10)}${'p99'.padStart(10)}${'max'.padStart(10)}  ms`,
  ];
  for (const [name, times] of Object.entries(figures) as [string, ChangeFigures['added']][]) {
    lines.push(
      rowOf(`one rule ${name}`, times.change),
      rowOf('  first event after it', times.firstEvent),
      rowOf('  longest step of maintain', times.longestStep),
    );
  }
  return lines;
}

function rowOf(name: string, times: readonly number[]): string {
  const cells = [0.5, 0.95, 0.99, 1].map((share) => percentileOf(times, share).toFixed(3).padStart(10));
  return `  ${name.padEnd(31)}${cells.join('')}`;
}
