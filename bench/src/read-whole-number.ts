import { BenchError } from './bench-error.ts';

/** A flag's whole number from `least` to `most`; a BenchError that names the flag otherwise. */
export function readWholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new BenchError(`${flag} is a whole number from ${least} to ${most}, not "${text}"`);
}
