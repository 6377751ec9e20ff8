import { hex, pick, whole } from '../random/random.ts';
import type { Random } from '../random/random.ts';
import { sysmonTime } from './clock.ts';
import type { LaneEvent } from './lane.ts';
import type { ProgramStart } from './programs.ts';
import { hashes, hostName, userName } from './vocabulary.ts';

/** Sysmon event 1 around a program start. */
export function processCreation(random: Random, number: number, program: ProgramStart): LaneEvent {
  const { image, originalName, parentImage, argumentsText } = program;
  const user = userName(random);
  return {
    product: 'windows',
    category: 'process_creation',
    service: 'sysmon',
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    EventID: 1,
    Computer: hostName(random),
    UtcTime: sysmonTime(number),
    ProcessId: String(whole(random, 400, 30_000)),
    Image: image,
    OriginalFileName: originalName,
    CommandLine: `"${image}" ${argumentsText}`,
    CurrentDirectory: `C:\\Users\\${user}\\`,
    User: `EXAMPLE\\${user}`,
    LogonId: `0x${hex(random, 6)}`,
    IntegrityLevel: pick(random, ['Medium', 'Medium', 'High', 'System']),
    Hashes: hashes(random),
    ParentImage: parentImage,
  };
}
