import { pick, whole } from '../random/random.ts';
import type { Random } from '../random/random.ts';
import type { Lane } from './lane.ts';
import { privateAddress, userName, word } from './vocabulary.ts';

type MakeCommand = (random: Random) => string;

const commands: readonly [MakeCommand, ...MakeCommand[]] = [
  () => 'show running-config',
  (random) => `username ${userName(random)} secret`,
  (random) => `copy flash: tftp: ${word(random)}`,
  () => 'show ip interface brief',
  (random) => `interface gi0/${whole(random, 1, 48)} shutdown`,
  (random) => `ping ${privateAddress(random)}`,
  () => 'clear logging',
  (random) => `no logging host ${privateAddress(random)}`,
  (random) => `description ${word(random)} uplink`,
  (random) => `switchport vlan ${whole(random, 2, 4000)}`,
];

/** Accounting of commands typed on a router: short lines, many of which a rule asks for. */
export const shortSyslog: Lane = {
  name: 'short-syslog',
  meanBytes: 146,
  makeEvent: (random, number) => ({
    product: 'cisco',
    category: 'none',
    service: 'aaa',
    host: `router-${whole(random, 1, 999)}.lan`,
    message: `%ACCT-5-CMD: ${number % 10_000} ${userName(random)}: ${pick(random, commands)(random)}`,
  }),
};
