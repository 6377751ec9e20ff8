import { hex, pick, uuid, whole } from '../random/random.ts';
import type { Random } from '../random/random.ts';
import { isoTime, sysmonTime } from './clock.ts';
import type { Lane, LaneEvent } from './lane.ts';
import { documentName, hostName, privateAddress, publicAddress, userName, word } from './vocabulary.ts';

/** Share of each source that rules ask for. */
const suspiciousShare = 0.2;

type MakeEvent = (random: Random, number: number) => LaneEvent;

const networkConnection: MakeEvent = (random, number) => ({
  product: 'windows',
  category: 'network_connection',
  service: 'sysmon',
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  EventID: 3,
  Computer: hostName(random),
  UtcTime: sysmonTime(number),
  Image:
    random() < suspiciousShare
      ? String.raw`C:\Windows\System32\regsvr32.exe`
      : String.raw`C:\Program Files\Riverbank\Browser\browser.exe`,
  SourceIp: privateAddress(random),
  DestinationIp: publicAddress(random),
  DestinationPort: String(pick(random, [80, 443, 443, 8443])),
  Initiated: 'true',
});

const logon: MakeEvent = (random) => ({
  product: 'windows',
  category: 'none',
  service: 'security',
  Channel: 'Security',
  Provider_Name: 'Microsoft-Windows-Security-Auditing',
  EventID: random() < suspiciousShare ? 1102 : 4624,
  Computer: hostName(random),
  TargetUserName: userName(random),
  TargetLogonId: `0x${hex(random, 7)}`,
  LogonType: pick(random, [2, 3, 7, 11]),
  IpAddress: privateAddress(random),
});

const cloudTrail: MakeEvent = (random, number) => ({
  product: 'aws',
  category: 'none',
  service: 'cloudtrail',
  eventTime: isoTime(number),
  eventSource: pick(random, ['s3.amazonaws.com', 'ec2.amazonaws.com', 'cloudtrail.amazonaws.com']),
  eventName: random() < suspiciousShare ? 'StopLogging' : pick(random, ['GetObject', 'ListBuckets']),
  awsRegion: 'eu-central-1',
  sourceIPAddress: publicAddress(random),
  userIdentity: { type: 'IAMUser', userName: userName(random) },
  eventID: uuid(random),
});

const auditd: MakeEvent = (random) => ({
  product: 'linux',
  category: 'none',
  service: 'auditd',
  type: 'EXECVE',
  host: hostName(random),
  pid: whole(random, 300, 60_000),
  auid: String(whole(random, 1000, 1100)),
  exe: '/usr/bin/env',
  a0: random() < suspiciousShare ? 'nc' : pick(random, ['rsync', 'git', 'python3', 'tar']),
  a1: random() < 0.5 ? '-l' : '-e',
  a2: `/srv/${word(random)}/${documentName(random)}`,
  key: 'programs',
});

const proxy: MakeEvent = (random, number) => ({
  product: 'none',
  category: 'proxy',
  service: 'none',
  date: isoTime(number),
  'c-ip': privateAddress(random),
  'cs-method': pick(random, ['GET', 'GET', 'POST']),
  'c-uri': `https://${word(random)}.example.org/${documentName(random)}.${pick(random, ['html', 'png', 'css'])}`,
  'c-useragent':
    random() < suspiciousShare ? 'curl/8.5.0 Wget' : 'Mozilla/5.0 (X11; Linux x86_64) Riverbank/118.0',
  'sc-status': pick(random, [200, 200, 304, 404]),
  'cs-bytes': whole(random, 200, 90_000),
});

const schemas: readonly [MakeEvent, ...MakeEvent[]] = [networkConnection, logon, cloudTrail, auditd, proxy];

/** Five sources in one stream, as a shared topic carries them. */
export const mixedSchemas: Lane = {
  name: 'mixed-schemas',
  meanBytes: 310,
  makeEvent: (random, number) => pick(random, schemas)(random, number),
};
