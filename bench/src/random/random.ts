import type { RandomNumbers as Random } from '@sluice/sigma/synthesize';

export { createRandomNumbers as createRandom } from '@sluice/sigma/synthesize';
export type { RandomNumbers as Random } from '@sluice/sigma/synthesize';

/** One of the items, each as likely as the others. */
export function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

/** A whole number from `least` to `most`, both included. */
export function whole(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** `length` lower-case hexadecimal digits. */
export function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** An identifier in the form of a version 4 UUID (RFC 9562, section 5.4). */
export function uuid(random: Random): string {
  const variant = '89ab'[Math.floor(random() * 4)];
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 12)}`;
}
