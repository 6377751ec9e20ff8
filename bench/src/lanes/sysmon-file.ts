import { pick, whole } from '../random/random.ts';
import type { Random } from '../random/random.ts';
import { sysmonTime } from './clock.ts';
import type { Lane } from './lane.ts';
import { documentName, hostName, processGuid, userName, word } from './vocabulary.ts';

const suspiciousShare = 0.04;

const images = [
  String.raw`C:\Program Files\Northlight\Writer\writer.exe`,
  String.raw`C:\Program Files\Northlight\Sync\sync-agent.exe`,
  String.raw`C:\Program Files\Riverbank\Browser\browser.exe`,
  String.raw`C:\Windows\System32\svchost.exe`,
  String.raw`C:\Tools\builder\bin\compile.exe`,
] as const;

function everydayTarget(random: Random): string {
  const name = documentName(random);
  return pick(random, [
    `C:\\Users\\${userName(random)}\\Documents\\${word(random)}\\${name}.odt`,
    `C:\\Users\\${userName(random)}\\AppData\\Local\\Riverbank\\Cache\\f_${name}.tmp`,
    `D:\\work\\${word(random)}\\out\\${name}.obj`,
    `D:\\share\\${word(random)}\\${word(random)}\\${name}.pdf`,
  ]);
}

function suspiciousTarget(random: Random): string {
  const name = documentName(random);
  return pick(random, [
    `C:\\Users\\${userName(random)}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\${name}.vbs`,
    `C:\\Windows\\Temp\\${name}\\lsass.dmp`,
    `C:\\Users\\Public\\${name}.iso.lnk`,
    `C:\\Windows\\System32\\Tasks\\${name}`,
  ]);
}

/** File creation as Sysmon writes it. */
export const sysmonFile: Lane = {
  name: 'sysmon-file',
  meanBytes: 445,
  makeEvent: (random, number) => ({
    product: 'windows',
    category: 'file_event',
    service: 'sysmon',
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    EventID: 11,
    Computer: hostName(random),
    UtcTime: sysmonTime(number),
    ProcessGuid: processGuid(random),
    ProcessId: String(whole(random, 400, 30_000)),
    Image: pick(random, images),
    TargetFilename: random() < suspiciousShare ? suspiciousTarget(random) : everydayTarget(random),
    User: `EXAMPLE\\${userName(random)}`,
  }),
};
