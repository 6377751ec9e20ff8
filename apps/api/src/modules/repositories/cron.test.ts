import { describe, expect, it } from 'vitest';
import { checkCron, nextCronTime } from './cron.ts';

it.each([
  ['30 4 * * *', '30 4 * * *'],
  [' */5  *\t* * * ', '*/5 * * * *'],
  ['0,30 8-18/2 * jan-jun mon-fri', '0,30 8-18/2 * JAN-JUN MON-FRI'],
  ['0 0 29 2 *', '0 0 29 2 *'],
  ['0 0 l * *', '0 0 L * *'],
  ['58 3 * * THU', '58 3 * * THU'],
])('%j is a schedule', (text, form) => {
  expect(checkCron(text)).toBe(form);
});

describe('no schedule', () => {
  it.each([
    ...['', '* * * *', '0 0 0 * * *', '@daily', '60 * * * *', '0 24 * * *', '0 0 31 2 *', '0 0 0 * *'],
    ...['H * * * *', 'H/10 * * * *', '0,H 1 * * *', '0 0 * * MON#2', '? 0 * * *', '0 0 * * 8'],
    ...['0 0 * * *; 1', `${'1,'.repeat(60)}1 * * * *`, '5-1 * * * *', 'a b c d e', '0\n0 * * * * *'],
  ])('%j', (text) => {
    expect(() => checkCron(text)).toThrow('has no times');
  });
});

it.each(['* * * * *', '*/4 * * * *', '0,2 0 1 1 *', '3,59 * * * *'])(
  'the minutes of %j are too close together',
  (text) => {
    expect(() => checkCron(text)).toThrow('less than 5 apart');
  },
);

it.each([
  ['30 4 * * *', '2026-11-21T04:30:00Z', '2026-11-22T04:30:00Z'],
  ['30 4 * * *', '2026-11-21T04:29:59Z', '2026-11-21T04:30:00Z'],
  ['0 0 * * MON', '2026-11-21T12:00:00Z', '2026-11-23T00:00:00Z'],
  // Both days are given: either will do, as in crontab(5).
  ['0 0 13 * FRI', '2026-11-10T12:00:00Z', '2026-11-13T00:00:00Z'],
  ['0 0 29 2 *', '2026-11-21T12:00:00Z', '2028-02-29T00:00:00Z'],
  // Clocks that are put forward elsewhere mean nothing here.
  ['30 2 * * *', '2026-03-29T00:00:00Z', '2026-03-29T02:30:00Z'],
])('the time of %j after %s is %s', (cron, after, time) => {
  expect(nextCronTime(cron, new Date(after))).toEqual(new Date(time));
});
