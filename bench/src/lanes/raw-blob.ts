import { hex, pick, whole } from '../random/random.ts';
import type { Random } from '../random/random.ts';
import { sysmonTime } from './clock.ts';
import type { Lane } from './lane.ts';
import { everydayStart } from './programs.ts';
import { documentName, hostName, privateAddress, userName } from './vocabulary.ts';

const suspiciousShare = 0.022;

const attackWords = ['sekurlsa::logonpasswords', 'lsadump::dcsync /all', 'kerberos::golden'] as const;

function paragraph(random: Random, number: number): string {
  const { image, parentImage, argumentsText } = everydayStart(random);
  const user = userName(random);
  const typed = random() < suspiciousShare ? pick(random, attackWords) : argumentsText;
  return [
    `${sysmonTime(number)} ${hostName(random)} audit[${whole(random, 400, 9000)}]: A program was started.`,
    `Account: name ${user}, domain EXAMPLE, session 0x${hex(random, 8)}, came from ${privateAddress(random)}.`,
    `Program: path ${image}, number ${whole(random, 400, 30_000)}, typed ${typed}, digest ${hex(random, 64)}.`,
    `Parent: path ${parentImage}, number ${whole(random, 400, 30_000)}, session ${whole(random, 1, 9)}.`,
    `Policy: record ${documentName(random)} of ruleset ${hex(random, 32)}, outcome allowed, elevation none, label medium.`,
    `Note: the record is written whenever a program starts on a machine where auditing of programs is on, and names the account on whose behalf it runs, in a form that a person can read.`,
  ].join('\r\n');
}

/** The whole event in one field, as a forwarder that doesn't parse sends it. */
export const rawBlob: Lane = {
  name: 'raw-blob',
  meanBytes: 860,
  makeEvent: (random, number) => ({
    product: 'windows',
    category: 'none',
    service: 'raw',
    message: paragraph(random, number),
  }),
};
