import { expect, test } from 'vitest';
import { printTable } from './print-table.ts';

test('a table tells what is over its budget', () => {
  const rows = [
    { name: 'list', timesMs: [10, 20, 30], budgetMs: 80 },
    { name: 'full text', timesMs: [100, 200.4], budgetMs: 150 },
  ];
  expect(printTable(rows).split('\n')).toEqual([
    '            times     p50     p95     max  budget',
    'list            3      20      30      30      80',
    'full text       2     100     200     200     150  over',
    '',
  ]);
});
