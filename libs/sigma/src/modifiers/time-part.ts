import type { TimePart } from '../detection/predicate.ts';
import { rawTextOf } from './modifier.ts';
import type { ValueModifier } from './modifier.ts';

function timePart(part: TimePart, min: number, max: number): ValueModifier {
  return {
    kind: 'value',
    stages: { plain: 'time', compare: 'comparedTime' },
    remedy: 'use one part of a time, alone or with one of "gt", "gte", "lt" and "lte"',
    apply: (value) => {
      const operator = value.kind === 'compare' ? value.operator : 'eq';
      const limit = value.kind === 'compare' ? value.limit : Number(rawTextOf(value) ?? Number.NaN);
      return typeof limit === 'number' && Number.isInteger(limit) && limit >= min && limit <= max
        ? { values: [{ kind: 'time', part, operator, limit }] }
        : { refusal: `needs a whole number from ${min} to ${max}` };
    },
  };
}

/** `minute` … `year`: that part of the field's date is the number, or compares with it. */
export const timeParts = {
  minute: timePart('minute', 0, 59),
  hour: timePart('hour', 0, 23),
  day: timePart('day', 1, 31),
  week: timePart('week', 1, 53),
  month: timePart('month', 1, 12),
  year: timePart('year', 0, 9999),
} satisfies Readonly<Record<TimePart, ValueModifier>>;
