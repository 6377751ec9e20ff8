import { expect, test } from 'vitest';
import { addLogSource } from './add-log-source.ts';

test.each([
  [
    '{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1}',
    { product: 'windows', category: 'process_creation', service: 'sysmon' },
  ],
  ['{"Channel":"Security","EventID":4624}', { product: 'windows', category: 'none', service: 'security' }],
  ['{"type":"EXECVE","a0":"ls"}', { product: 'linux', category: 'none', service: 'auditd' }],
  ['{"product":"zeek"}', { product: 'zeek' }],
])('%s says its log source', (line, fields) => {
  const event = JSON.parse(line) as object;
  expect(JSON.parse(addLogSource(line))).toEqual({ ...event, ...fields });
});

test.each(['{"message":"hello"}', 'no event', '{}'])('%s stays as it is', (line) => {
  expect(addLogSource(line)).toBe(line);
});
