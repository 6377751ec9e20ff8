import { hex, pick, whole } from '../random/random.ts';
import type { Random } from '../random/random.ts';

const hosts = ['WS', 'LT', 'SRV', 'APP', 'DB', 'KIOSK', 'LAB', 'HR'] as const;
const sites = ['ber', 'lyo', 'gdn', 'por', 'tal'] as const;
const givenNames = [
  ...(['anna', 'bora', 'cem', 'dana', 'emil', 'fay', 'gita', 'hugo', 'ines', 'jan'] as const),
  ...(['kim', 'lena', 'milo', 'nora', 'otto', 'pia', 'quin', 'rosa', 'sami', 'tove'] as const),
] as const;
const familyNames = [
  ...(['albers', 'brandt', 'costa', 'duval', 'ekman', 'fischer', 'gallo', 'horvat'] as const),
  ...(['ivanov', 'jensen', 'kowal', 'larsen', 'moreau', 'novak', 'okoro', 'peeters'] as const),
] as const;
const words = [
  ...(['report', 'budget', 'invoice', 'draft', 'summary', 'minutes', 'roster', 'plan'] as const),
  ...(['forecast', 'ledger', 'notes', 'survey', 'catalogue', 'timetable', 'agenda', 'letter'] as const),
  ...(['harbour', 'meadow', 'copper', 'lantern', 'orchard', 'pebble', 'quarry', 'saddle'] as const),
] as const;

export function hostName(random: Random): string {
  return `${pick(random, hosts)}-${whole(random, 100, 999)}.${pick(random, sites)}.example.net`;
}

export function userName(random: Random): string {
  return `${pick(random, givenNames)}.${pick(random, familyNames)}`;
}

/** Two everyday words and a number: a file's name without its extension. */
export function documentName(random: Random): string {
  return `${pick(random, words)}-${pick(random, words)}-${whole(random, 1, 9999)}`;
}

export function word(random: Random): string {
  return pick(random, words);
}

/** An address of the private network 10.0.0.0/8. */
export function privateAddress(random: Random): string {
  return `10.${whole(random, 0, 255)}.${whole(random, 0, 255)}.${whole(random, 1, 254)}`;
}

/** An address of the networks kept for documentation (RFC 5737). */
export function publicAddress(random: Random): string {
  return `${pick(random, ['192.0.2', '198.51.100', '203.0.113'])}.${whole(random, 1, 254)}`;
}

/** Sysmon's form of a process identifier across reboots. */
export function processGuid(random: Random): string {
  return `{${hex(random, 8)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 12)}}`.toUpperCase();
}

/** Sysmon's field `Hashes`, set to the two digests that rules ask for most. */
export function hashes(random: Random): string {
  return `MD5=${hex(random, 32)},IMPHASH=${hex(random, 32)}`.toUpperCase();
}
