import { CronExpressionParser, type CronExpression } from 'cron-parser';
import { AppError } from '../../app-error.ts';
import { MIN_INTERVAL_MINUTES } from './git-source.ts';

const MAX_LENGTH = 100;
/** Five fields of numbers, names, lists, ranges and steps, as crontab(5) has them; what draws lots is no part of it. */
const FIVE_FIELDS = /^[\dA-Z*,/-]+(?: [\dA-Z*,/-]+){4}$/;
const DRAWS_LOTS = /(?:^|[ ,])H/;

/** In one form: blanks single, names in capitals. Throws BAD_USER_INPUT for what has no times, or times too close together. */
export function checkCron(cron: string | null): string | null {
  if (cron === null) return null;
  const form = cron.trim().replace(/\s+/g, ' ').toUpperCase();
  const isFit = form.length <= MAX_LENGTH && FIVE_FIELDS.test(form) && !DRAWS_LOTS.test(form);
  const expression = isFit ? parse(form) : undefined;
  if (expression === undefined)
    throw new AppError(
      'BAD_USER_INPUT',
      `"${cron.slice(0, MAX_LENGTH)}" has no times: a schedule has five fields, minute, hour, day of month, month and day of week in UTC, as "30 4 * * *".`,
    );
  if (leastGapMinutes(expression) < MIN_INTERVAL_MINUTES)
    throw new AppError(
      'BAD_USER_INPUT',
      `"${form}" has minutes that are less than ${MIN_INTERVAL_MINUTES} apart: take others, such as */${MIN_INTERVAL_MINUTES}.`,
    );
  return form;
}

/** The first time of a schedule that was checked, after another one. */
export function nextCronTime(cron: string, after: Date): Date {
  return CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: after }).next().toDate();
}

/** undefined where it can't be read, or its times never come, as on the 31st of February. */
function parse(cron: string): CronExpression | undefined {
  try {
    const expression = CronExpressionParser.parse(cron, { tz: 'UTC' });
    expression.next();
    return expression;
  } catch {
    return undefined;
  }
}

/** Between minutes of an hour, and from the last one to the first of the next hour, whether or not that hour has some. */
function leastGapMinutes({ fields }: CronExpression): number {
  const minutes = fields.minute.values.map(Number).toSorted((left, right) => left - right);
  const [first = 0] = minutes;
  const gaps = minutes.map((minute, index) => (minutes[index + 1] ?? first + 60) - minute);
  return Math.min(...gaps);
}
