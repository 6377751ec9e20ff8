import { EVENT_TAG_KEYS } from '@sluice/contracts';
import { AppError } from '../../app-error.ts';
import type { CustomFields } from './pipeline.entity.ts';

const MAX_FIELDS = 100;
const MAX_BYTES = 16 * 1024;

/** Throws BAD_USER_INPUT where the fields would take the place of Sluice's own tags, or are too many or too large. */
export function checkCustomFields(fields: CustomFields): void {
  const names = Object.keys(fields);
  const own = names.find((name) => EVENT_TAG_KEYS.some((key) => key === name));
  if (own !== undefined)
    throw new AppError(
      'BAD_USER_INPUT',
      `"${own}" is a field that Sluice writes itself. Choose another name.`,
    );
  if (names.includes('')) throw new AppError('BAD_USER_INPUT', 'A custom field has no name.');
  const bytes = Buffer.byteLength(JSON.stringify(fields));
  if (names.length > MAX_FIELDS || bytes > MAX_BYTES) {
    const message = `A pipeline adds at most ${MAX_FIELDS} custom fields of ${MAX_BYTES} bytes as JSON in all.`;
    throw new AppError('BAD_USER_INPUT', message);
  }
}
